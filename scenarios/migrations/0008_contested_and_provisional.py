"""Remarks beside the status, what contests a condition, and words that must stand first."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
import scenarios.domain.changes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0002_lists_parties_designations'),
        ('scenarios', '0007_day_a_status_was_told'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessment',
            name='never_changed',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='changeevent',
            name='never_changed',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evaluation',
            name='never_changed',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_is_a_change',
        ),
        migrations.AddField(
            model_name='assessment',
            name='has_stood',
            field=models.BooleanField(blank=True, help_text='If so, it counts from then.', null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='settled_at',
            field=models.DateTimeField(blank=True, help_text='When it was found whether it has stood.', null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='waits_until',
            field=models.DateTimeField(blank=True, help_text='Provisional: it counts if it stands until then.', null=True),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='kind',
            field=models.CharField(choices=[('change', 'change'), ('contested', 'contested'), ('views_diverge', 'views_diverge'), ('views_agree', 'views_agree')], default=scenarios.domain.changes.EventKind['CHANGE'], max_length=20),
        ),
        migrations.AddField(
            model_name='evaluation',
            name='contested',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, help_text='By what, beside the status.', size=None),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('settled_at__isnull', True), ('waits_until__isnull', False)), fields=['waits_until'], name='assessment_to_settle'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."assessor" IS DISTINCT FROM (NEW."assessor") OR OLD."degree" IS DISTINCT FROM (NEW."degree") OR OLD."retracts_id" IS DISTINCT FROM (NEW."retracts_id") OR OLD."definition_version" IS DISTINCT FROM (NEW."definition_version") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."delta_id" IS DISTINCT FROM (NEW."delta_id") OR OLD."waits_until" IS DISTINCT FROM (NEW."waits_until"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ffeec56de732ba58834cc47cfd23ad992a675b52', operation='UPDATE', pgid='pgtrigger_never_changed_0863f', table='scenarios_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changeevent',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."xid" IS DISTINCT FROM (NEW."xid") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."occasion" IS DISTINCT FROM (NEW."occasion") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."node_kind" IS DISTINCT FROM (NEW."node_kind") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."gate_id" IS DISTINCT FROM (NEW."gate_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."definition_version" IS DISTINCT FROM (NEW."definition_version") OR OLD."old_status" IS DISTINCT FROM (NEW."old_status") OR OLD."new_status" IS DISTINCT FROM (NEW."new_status") OR OLD."cause" IS DISTINCT FROM (NEW."cause") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."assessment_id" IS DISTINCT FROM (NEW."assessment_id") OR OLD."delta_id" IS DISTINCT FROM (NEW."delta_id") OR OLD."old_deciding" IS DISTINCT FROM (NEW."old_deciding") OR OLD."new_deciding" IS DISTINCT FROM (NEW."new_deciding"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a7241d5f63fc8b649fd8bc01138a4ccecbfcd0af', operation='UPDATE', pgid='pgtrigger_never_changed_307c5', table='scenarios_changeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."node_kind" IS DISTINCT FROM (NEW."node_kind") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."gate_id" IS DISTINCT FROM (NEW."gate_id") OR OLD."definition_version" IS DISTINCT FROM (NEW."definition_version") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."evaluated_at" IS DISTINCT FROM (NEW."evaluated_at") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."told_on" IS DISTINCT FROM (NEW."told_on") OR OLD."final" IS DISTINCT FROM (NEW."final") OR OLD."deciding" IS DISTINCT FROM (NEW."deciding") OR OLD."blocking" IS DISTINCT FROM (NEW."blocking") OR OLD."refused_candidates" IS DISTINCT FROM (NEW."refused_candidates") OR OLD."next_change_on" IS DISTINCT FROM (NEW."next_change_on") OR OLD."next_change_status" IS DISTINCT FROM (NEW."next_change_status") OR OLD."contested" IS DISTINCT FROM (NEW."contested") OR OLD."wake_on" IS DISTINCT FROM (NEW."wake_on"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ec480aa53de70e3a8a85b0aa37aa3af2dd825e9f', operation='UPDATE', pgid='pgtrigger_never_changed_80e84', table='scenarios_evaluation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('has_stood__isnull', True), ('settled_at__isnull', True)), models.Q(('has_stood__isnull', False), ('settled_at__gte', models.F('waits_until'))), _connector='OR'), name='assessment_settled_when_due'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['change', 'contested', 'views_diverge', 'views_agree'])), name='changeevent_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', scenarios.domain.changes.EventKind['CHANGE']), models.Q(('old_status', models.F('new_status')), _negated=True)), models.Q(models.Q(('kind', scenarios.domain.changes.EventKind['CHANGE']), _negated=True), ('old_status', models.F('new_status'))), _connector='OR'), name='changeevent_changes_or_tells'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='settled_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."settled_at" IS NOT NULL AND (OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."has_stood" IS DISTINCT FROM (NEW."has_stood")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fc3be9c0ee1912f956b6b157caa537a539a2ce9f', operation='UPDATE', pgid='pgtrigger_settled_once_bf38f', table='scenarios_assessment', when='BEFORE')),
        ),
    ]
