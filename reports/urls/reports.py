"""Addresses below the report of a district and quarter."""

from django.urls import include, path

from reports.views import history, revisions
from reports.views.entry import draft_files, grid, paste, rules, sign_off
from reports.views.evidence import files
from reports.views.talk import comments
from reports.views.values import check, table
from reports.views.words import papers, texts

urlpatterns = [
    path("", grid.report, name="report"),
    path("o/", grid.save_cells, name="report_cells"),
    path("dan/", paste.preview, name="report_paste"),
    path("khong-thay-doi/", grid.declare_unchanged, name="report_unchanged"),
    path("so-lieu-goc/", grid.accept_base, name="report_accept_base"),
    path("gui/", grid.submit, name="report_submit"),
    path("canh-bao/", rules.found, name="report_rules"),
    path("nguyen-nhan/", rules.give_causes, name="report_causes"),
    path("excel/", draft_files.download, name="report_excel"),
    path("nap/", draft_files.upload, name="report_file"),
    path("nap/ghi/", draft_files.fill, name="report_file_fill"),
    path("minh-chung/", files.report_evidence, name="report_evidence"),
    path("nhat-ky/", history.log, name="report_log"),
    path("ban/", revisions.revision_list, name="revision_list"),
    path("ban/<int:number>/", revisions.revision, name="revision"),
    path("loi/", texts.report_words, name="report_words"),
    path("loi/to-ky/", papers.add, name="report_paper_add"),
    path("loi/to-ky/<int:paper>/", papers.download, name="report_paper"),
    path("bao-cao.docx", papers.word_report, name="report_docx"),
    path("chi-tieu/<int:number>/", table.table, name="report_values"),
    path("chi-tieu/<int:number>/luu/", table.save_values, name="report_values_save"),
    path("chi-tieu/<int:number>/xem/", check.check, name="report_values_check"),
    path(
        "chi-tieu/<int:number>/goi-y/",
        table.take_suggestions,
        name="report_values_suggested",
    ),
    path("ky-duyet/", sign_off.sign, name="report_sign"),
    path("ky-duyet/tra-lai/", sign_off.send_back, name="report_give_back"),
    path("trao-doi/", comments.report_talk, name="report_comments"),
    path("o/<slug:commune>/<int:number>/", include("reports.urls.cells")),
]
