from django.db import migrations

from vungcao.kernel.editions.policies import Shown


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0001_initial'),
        ('comments', '0001_initial'),
    ]

    operations = [
        Shown('comments_discussion', 'comments_publishedcomment'),
    ]
