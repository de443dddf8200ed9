from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('portal', '0009_standings'),
    ]

    operations = [
        Shown(
            'units_unit',
            'organisations_organisation',
            'wagtailcore_locale',
            'wagtailcore_page',
            'wagtailcore_pageviewrestriction',
            'wagtailcore_site',
            'wagtailimages_image',
            'wagtailimages_rendition',
            'portal_article',
            'portal_event',
            'portal_home',
            'portal_keptcopy',
            'portal_section',
            'portal_answeredquestion',
            'portal_consultation',
            'portal_consultationboard',
            'portal_questionboard',
            'portal_opinioncount',
            'portal_contactboard',
            'portal_officepost',
            'portal_budgetboard',
            'portal_disclosure',
            'portal_disclosureline',
            'portal_calendarboard',
            'portal_workweek',
            'portal_workitem',
            'portal_album',
            'portal_almanac',
            'portal_publicfile',
            'portal_register',
            'portal_topicpage',
            'portal_advice',
            'portal_grouppage',
            'portal_recordeddocument',
            'portal_language',
            'portal_speaker',
            'portal_audioedition',
            'portal_translation',
        ),
    ]
