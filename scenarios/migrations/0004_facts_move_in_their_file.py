"""Let a case file say where a fact stands in it, and in which words; not what the fact is."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0003_spans_of_history'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='never_changed',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='confirmation',
            name='never_changed',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reading',
            name='never_changed',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."assessor" IS DISTINCT FROM (NEW."assessor") OR OLD."degree" IS DISTINCT FROM (NEW."degree") OR OLD."retracts_id" IS DISTINCT FROM (NEW."retracts_id") OR OLD."definition_version" IS DISTINCT FROM (NEW."definition_version") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."delta_id" IS DISTINCT FROM (NEW."delta_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='51f393d24fd206d82a6763404c9d8d9f8b757d37', operation='UPDATE', pgid='pgtrigger_never_changed_0863f', table='scenarios_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='confirmation',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2c3e0849703e7378c3293c4c26c10e5c9bffc39b', operation='UPDATE', pgid='pgtrigger_never_changed_e2548', table='scenarios_confirmation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."high" IS DISTINCT FROM (NEW."high"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='986ebf98ddcea293cf91367f350af250307b174a', operation='UPDATE', pgid='pgtrigger_never_changed_fdd02', table='scenarios_reading', when='BEFORE')),
        ),
    ]
