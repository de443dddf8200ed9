from django.db import migrations

from vungcao.kernel.editions.policies import ShownWhere


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('portal', '0012_names_shown'),
    ]

    operations = [
        # As `documents.queries.made_public` has it: papers without a public abstract are issued
        # all day.
        ShownWhere('documents_publishedpaper', "{row}.subject <> '' and {row}.number <> ''"),
    ]
