"""Who has worked on an issue, so that they do not approve it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="writers",
            field=models.JSONField(default=list, verbose_name="những người đã soạn"),
        ),
    ]
