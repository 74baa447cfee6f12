"""Remember from which shipped file a case was loaded."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0005_licence_times_as_written'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='update_update',
        ),
        migrations.AddField(
            model_name='case',
            name='library_digest',
            field=models.CharField(blank=True, default='', help_text='SHA-256 of the shipped file that was loaded last.', max_length=64),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='library_digest',
            field=models.CharField(blank=True, default='', help_text='SHA-256 of the shipped file that was loaded last.', max_length=64),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scenarios_caseevent" ("as_written", "demo", "expect", "from_library", "id", "library_digest", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "senders", "slug", "start", "summary", "targets", "team_id", "title") VALUES (NEW."as_written", NEW."demo", NEW."expect", NEW."from_library", NEW."id", NEW."library_digest", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."senders", NEW."slug", NEW."start", NEW."summary", NEW."targets", NEW."team_id", NEW."title"); RETURN NULL;', hash='842f67582d7a891ea4f4fe25cc7929dcc3f811ab', operation='INSERT', pgid='pgtrigger_insert_insert_a237d', table='scenarios_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scenarios_caseevent" ("as_written", "demo", "expect", "from_library", "id", "library_digest", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "senders", "slug", "start", "summary", "targets", "team_id", "title") VALUES (NEW."as_written", NEW."demo", NEW."expect", NEW."from_library", NEW."id", NEW."library_digest", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."senders", NEW."slug", NEW."start", NEW."summary", NEW."targets", NEW."team_id", NEW."title"); RETURN NULL;', hash='3548c07bcd2470d6ca8e4a532d34d23c4be6545a', operation='UPDATE', pgid='pgtrigger_update_update_25abf', table='scenarios_case', when='AFTER')),
        ),
    ]
