from django.db import migrations

from vungcao.kernel.editions.policies import ShownWhere


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('documents', '0001_initial'),
    ]

    operations = [
        # As `queries.made_public` has it: papers without a public abstract are issued all day.
        ShownWhere('documents_publishedpaper', "{row}.subject <> '' and {row}.number <> ''"),
    ]
