from django.db import migrations

# Titles that were indexed before are found without their accents too (`models.searching`).
ACCENTED = (
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩị"
    "óòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
)
PLAIN = (
    "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiii"
    "ooooooooooooooooouuuuuuuuuuuyyyyy"
)
FOLD = f"""
update wagtailsearch_indexentry
set autocomplete = autocomplete || to_tsvector('simple', translate(
    array_to_string(tsvector_to_array(autocomplete), ' '), '{ACCENTED}', '{PLAIN}'
))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0013_papers_shown'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [migrations.RunSQL(FOLD, migrations.RunSQL.noop)]
