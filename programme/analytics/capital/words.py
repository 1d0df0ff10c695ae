"""How measures and sources of capital are named and grouped on pages and papers."""

from programme.choices import CapitalMeasure, CapitalSource

UNIT = "triệu đồng"
SLUGS = {
    CapitalMeasure.PLANNED: "ke-hoach",
    CapitalMeasure.ALLOCATED: "phan-bo",
    CapitalMeasure.DISBURSED: "giai-ngan",
    CapitalMeasure.DEBT: "no-dong",
}
MEASURES = {slug: measure for measure, slug in SLUGS.items()}
CENTRAL_SOURCES = (
    CapitalSource.CENTRAL_INVESTMENT,
    CapitalSource.CENTRAL_RECURRENT,
    CapitalSource.CENTRAL,
)
LOCAL_SOURCES = (
    CapitalSource.PROVINCE,
    CapitalSource.DISTRICT,
    CapitalSource.COMMUNE,
)
PEOPLE_SOURCES = (
    CapitalSource.PEOPLE_CASH,
    CapitalSource.PEOPLE_LABOUR,
    CapitalSource.PEOPLE_LAND,
    CapitalSource.PEOPLE,
)
GROUPS = (
    ("Ngân sách trung ương", CENTRAL_SOURCES),
    ("Ngân sách địa phương đối ứng", LOCAL_SOURCES),
    (
        "Lồng ghép, tín dụng, doanh nghiệp",
        (CapitalSource.INTEGRATED, CapitalSource.CREDIT, CapitalSource.BUSINESS),
    ),
    ("Dân góp (quy thành tiền)", PEOPLE_SOURCES),
    ("Khác", (CapitalSource.OTHER, CapitalSource.WHOLE)),
)
SHORTS = {
    CapitalSource.CENTRAL_INVESTMENT: "Đầu tư",
    CapitalSource.CENTRAL_RECURRENT: "Sự nghiệp",
    CapitalSource.CENTRAL: "Chưa tách",
    CapitalSource.PROVINCE: "Tỉnh",
    CapitalSource.DISTRICT: "Huyện",
    CapitalSource.COMMUNE: "Xã",
    CapitalSource.INTEGRATED: "Lồng ghép",
    CapitalSource.CREDIT: "Tín dụng",
    CapitalSource.BUSINESS: "Doanh nghiệp, HTX",
    CapitalSource.PEOPLE_CASH: "Tiền mặt",
    CapitalSource.PEOPLE_LABOUR: "Ngày công",
    CapitalSource.PEOPLE_LAND: "Hiến đất",
    CapitalSource.PEOPLE: "Chưa tách",
    CapitalSource.OTHER: "Nguồn khác",
    CapitalSource.WHOLE: "Không chia",
}


def group_of(source: CapitalSource) -> str:
    """Return the heading that a source stands under."""
    return next(name for name, those in GROUPS if source in those)
