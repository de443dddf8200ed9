from django.db import migrations, models

from vungcao.kernel.editions import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('scopes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.BigIntegerField(default=1, verbose_name='số lần đổi')),
            ],
            options={
                'verbose_name': 'lần đổi trang công khai',
            },
        ),
        migrations.RunSQL(policies.FUNCTION, policies.NO_FUNCTION),
    ]
