from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('portal', '0011_drafts_show_offers'),
        ('units', '0001_initial'),
    ]

    operations = [
        Shown(
            'organisations_contact',
            'organisations_organisationname',
            'organisations_organisationsuccession',
            'units_name',
        ),
    ]
