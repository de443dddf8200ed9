from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('prestige', '0001_initial'),
    ]

    operations = [
        Shown('prestige_publishedcount'),
    ]
