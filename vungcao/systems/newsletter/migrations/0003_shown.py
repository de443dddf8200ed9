from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('newsletter', '0002_writers'),
    ]

    operations = [
        Shown('newsletter_issue'),
    ]
