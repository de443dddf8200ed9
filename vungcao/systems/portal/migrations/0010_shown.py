from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('portal', '0009_standings'),
    ]

    operations = [
        Shown(
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
        ),
    ]
