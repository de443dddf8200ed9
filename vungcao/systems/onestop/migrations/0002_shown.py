from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('citations', '0001_initial'),
        ('editions', '0001_initial'),
        ('onestop', '0001_initial'),
    ]

    operations = [
        Shown(
            'citations_citation',
            'onestop_procedure',
            'onestop_procedureversion',
            'onestop_publishedmonth',
        ),
    ]
