"""Rows loaded before keep up with the catalogue: its words are Vietnamese now."""

from django.db import migrations

WORDS = {
    "confirmed": "đã xác minh",
    "typical": "theo thông lệ",
    "analog": "theo tỉnh khác",
    "guess": "phỏng đoán",
    "kontum-evidence": "có nguồn Kon Tum",
    "uncertain": "chưa chắc",
}
SOURCES = (("seed (CTHĐ kèm QĐ 1334)", "CTHĐ kèm QĐ 1334"), ("seed III", "III"))


def translate(apps, schema_editor):
    for name in ("Agency", "Assignment"):
        rows = apps.get_model("criteria", name).objects
        for before, after in WORDS.items():
            rows.filter(certainty=before).update(certainty=after)
        for row in rows.filter(source__contains="seed").only("source"):
            for before, after in SOURCES:
                row.source = row.source.replace(before, after)
            row.save(update_fields=["source"])


class Migration(migrations.Migration):
    dependencies = [("criteria", "0003_set_subjects_and_heads")]

    operations = [migrations.RunPython(translate, migrations.RunPython.noop)]
