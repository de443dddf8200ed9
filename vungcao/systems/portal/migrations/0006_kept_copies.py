"""What was kept stays as it was: the database refuses every change of a kept copy."""

from django.db import migrations

KEEP = """
create function portal_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'bản lưu không sửa, không xoá: % %', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger portal_keptcopy_keep before update or delete or truncate on portal_keptcopy
    for each statement execute function portal_refuse_change();
alter table portal_keptcopy enable always trigger portal_keptcopy_keep;
"""
LET_GO = """
drop trigger portal_keptcopy_keep on portal_keptcopy;
drop function portal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_weeks")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
