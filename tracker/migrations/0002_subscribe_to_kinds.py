"""Let a subscription name the kinds of events that it is for."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0002_lists_parties_designations'),
        ('scenarios', '0008_contested_and_provisional'),
        ('tracker', '0001_subscriptions_alerts_tokens'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='subscription',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='subscription',
            name='update_update',
        ),
        migrations.AddField(
            model_name='subscription',
            name='kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text='Tell me of events of these kinds only; none: of all.', size=None),
        ),
        migrations.AddField(
            model_name='subscriptionevent',
            name='kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text='Tell me of events of these kinds only; none: of all.', size=None),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subscription',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tracker_subscriptionevent" ("case_id", "condition_id", "everything", "expires_at", "gate_id", "id", "include_own", "is_active", "kinds", "least_level", "made_at", "name", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scenario_id", "to_inbox") VALUES (NEW."case_id", NEW."condition_id", NEW."everything", NEW."expires_at", NEW."gate_id", NEW."id", NEW."include_own", NEW."is_active", NEW."kinds", NEW."least_level", NEW."made_at", NEW."name", NEW."owner_id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scenario_id", NEW."to_inbox"); RETURN NULL;', hash='8a157ddb6ceff109527b3e9404d9433c7aabc044', operation='INSERT', pgid='pgtrigger_insert_insert_4232f', table='tracker_subscription', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subscription',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tracker_subscriptionevent" ("case_id", "condition_id", "everything", "expires_at", "gate_id", "id", "include_own", "is_active", "kinds", "least_level", "made_at", "name", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scenario_id", "to_inbox") VALUES (NEW."case_id", NEW."condition_id", NEW."everything", NEW."expires_at", NEW."gate_id", NEW."id", NEW."include_own", NEW."is_active", NEW."kinds", NEW."least_level", NEW."made_at", NEW."name", NEW."owner_id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scenario_id", NEW."to_inbox"); RETURN NULL;', hash='b0ae2fd4c9fdfb00a56847a9c1fe2f296d5a99e9', operation='UPDATE', pgid='pgtrigger_update_update_f8ff0', table='tracker_subscription', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(('kinds__contained_by', ['change', 'contested', 'views_diverge', 'views_agree'])), name='subscription_kinds_known'),
        ),
    ]
