# Written after 0001: how each duty to publish stood when it was last looked at.

from django.db import migrations, models


# A copy is kept as it is: the application can add copies and read them, nothing else.
KEPT = "revoke update, delete, truncate on portal_keptcopy from vungcao_app;"
NOT_KEPT = "grant update, delete on portal_keptcopy to vungcao_app;"


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0008_audio'),
    ]

    operations = [
        migrations.CreateModel(
            name='DutyStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(db_collation='C', max_length=40, unique=True, verbose_name='nghĩa vụ công khai')),
                ('items', models.PositiveIntegerField(verbose_name='số mục đã công khai')),
                ('newest_on', models.DateField(null=True, verbose_name='mục mới nhất ngày')),
                ('lapses_on', models.DateField(null=True, verbose_name='hạn cập nhật')),
                ('checked_on', models.DateField(verbose_name='xem lại ngày')),
            ],
            options={
                'verbose_name': 'tình trạng của nghĩa vụ công khai',
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
