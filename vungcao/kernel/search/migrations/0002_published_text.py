# Written after 0001: what anybody may find. It holds no person and nothing that is not published.

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(db_collation='C', max_length=60, verbose_name='nguồn tìm kiếm')),
                ('key', models.CharField(db_collation='C', max_length=200, verbose_name='khoá')),
                ('kind', models.CharField(db_collation='C', max_length=60, verbose_name='loại nội dung')),
                ('title', models.CharField(max_length=400, verbose_name='tên hiển thị')),
                ('address', models.CharField(blank=True, default='', max_length=500, verbose_name='địa chỉ')),
                ('text', models.TextField(blank=True, default='', verbose_name='nội dung')),
                ('also', models.TextField(blank=True, default='', verbose_name='tên khác')),
                ('names', models.TextField(blank=True, default='', verbose_name='tên khác của địa danh')),
                ('section', models.CharField(blank=True, default='', max_length=200, verbose_name='chuyên mục')),
                ('language', models.CharField(db_collation='C', max_length=20, verbose_name='ngôn ngữ')),
                ('day', models.DateField(null=True, verbose_name='ngày')),
                ('stamp', models.CharField(blank=True, db_collation='C', max_length=100, verbose_name='dấu của bản')),
                ('folded', models.CharField(db_collation='C', max_length=400, verbose_name='tên đã chuẩn hoá')),
                ('words', django.contrib.postgres.search.SearchVectorField(verbose_name='từ')),
            ],
            options={
                'verbose_name': 'nội dung công khai',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='published_text_by_words'), models.Index(fields=['-day', 'id'], name='published_text_newest')],
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='published_text_stands_once')],
            },
        ),
    ]
