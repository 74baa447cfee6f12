"""Acts that people record and take back, states of packages with a day, and events of acts."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import sanctions.models.clock
import sanctions.models.ids
import scenarios.domain.changes
import scenarios.models.assessments
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0003_formats_relations_bulk'),
        ('scenarios', '0008_contested_and_provisional'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActStep',
            fields=[
                ('id', sanctions.models.ids.ULIDField(db_collation='C', default=sanctions.models.ids.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='DatedState',
            fields=[
                ('id', sanctions.models.ids.ULIDField(db_collation='C', default=sanctions.models.ids.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('RUMOURED', 'RUMOURED'), ('DRAFTED', 'DRAFTED'), ('PROPOSED', 'PROPOSED'), ('AGREED', 'AGREED'), ('REJECTED', 'REJECTED'), ('WITHDRAWN', 'WITHDRAWN'), ('NOTIFIED', 'NOTIFIED'), ('UNDER_REVIEW', 'UNDER_REVIEW'), ('ADOPTED', 'ADOPTED'), ('EFFECTIVE', 'EFFECTIVE'), ('PARTIAL', 'PARTIAL'), ('WINDING_DOWN', 'WINDING_DOWN'), ('LAPSED', 'LAPSED'), ('SNAPPED_BACK', 'SNAPPED_BACK'), ('REIMPOSED', 'REIMPOSED')], max_length=20, null=True)),
                ('since', models.DateField(help_text='The day from which it holds.', null=True)),
                ('recorded', models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow(), help_text='When it became known.')),
            ],
            options={
                'ordering': ['package', 'since', 'recorded', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TakenBackAct',
            fields=[
                ('id', sanctions.models.ids.ULIDField(db_collation='C', default=sanctions.models.ids.new_ulid, editable=False, max_length=26, primary_key=True, serialize=False)),
                ('recorded', models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow())),
                ('reason', models.TextField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='act',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='act',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='changeevent',
            name='never_changed',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_node_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_old_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_new_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_of_one_node',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='changeevent',
            name='changeevent_changes_or_tells',
        ),
        migrations.AddField(
            model_name='act',
            name='entered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='act',
            name='origin',
            field=models.CharField(choices=[('case_file', 'case_file'), ('person', 'person'), ('list_delta', 'list_delta')], default=scenarios.models.assessments.Origin['CASE_FILE'], max_length=20),
        ),
        migrations.AddField(
            model_name='act',
            name='reason',
            field=models.TextField(blank=True, help_text='Why, in the words of who entered it.'),
        ),
        migrations.AddField(
            model_name='act',
            name='recorded',
            field=models.DateTimeField(blank=True, help_text='When it became known; left out: on its day.', null=True),
        ),
        migrations.AddField(
            model_name='actevent',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actevent',
            name='origin',
            field=models.CharField(choices=[('case_file', 'case_file'), ('person', 'person'), ('list_delta', 'list_delta')], default=scenarios.models.assessments.Origin['CASE_FILE'], max_length=20),
        ),
        migrations.AddField(
            model_name='actevent',
            name='reason',
            field=models.TextField(blank=True, help_text='Why, in the words of who entered it.'),
        ),
        migrations.AddField(
            model_name='actevent',
            name='recorded',
            field=models.DateTimeField(blank=True, help_text='When it became known; left out: on its day.', null=True),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='act',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='scenarios.act'),
        ),
        migrations.AddField(
            model_name='changeevent',
            name='package',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='scenarios.package'),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='definition_version',
            field=models.PositiveIntegerField(help_text='Of a package: its version.'),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='kind',
            field=models.CharField(choices=[('change', 'change'), ('contested', 'contested'), ('views_diverge', 'views_diverge'), ('views_agree', 'views_agree'), ('act', 'act'), ('act_taken_back', 'act_taken_back')], default=scenarios.domain.changes.EventKind['CHANGE'], max_length=20),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='new_status',
            field=models.CharField(choices=[('MET', 'MET'), ('MET_WITH_DELAY', 'MET_WITH_DELAY'), ('WAIVED', 'WAIVED'), ('RESTORED', 'RESTORED'), ('PARTIAL', 'PARTIAL'), ('NOT_MET', 'NOT_MET'), ('BREACHED', 'BREACHED'), ('FAILED', 'FAILED'), ('UNVERIFIED', 'UNVERIFIED'), ('UNKNOWN', 'UNKNOWN'), ('RUMOURED', 'RUMOURED'), ('DRAFTED', 'DRAFTED'), ('PROPOSED', 'PROPOSED'), ('AGREED', 'AGREED'), ('REJECTED', 'REJECTED'), ('WITHDRAWN', 'WITHDRAWN'), ('NOTIFIED', 'NOTIFIED'), ('UNDER_REVIEW', 'UNDER_REVIEW'), ('ADOPTED', 'ADOPTED'), ('EFFECTIVE', 'EFFECTIVE'), ('WINDING_DOWN', 'WINDING_DOWN'), ('LAPSED', 'LAPSED'), ('SNAPPED_BACK', 'SNAPPED_BACK'), ('REIMPOSED', 'REIMPOSED')], max_length=20, null=True),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='node_kind',
            field=models.CharField(choices=[('condition', 'condition'), ('gate', 'gate'), ('package', 'package')], max_length=10),
        ),
        migrations.AlterField(
            model_name='changeevent',
            name='old_status',
            field=models.CharField(choices=[('MET', 'MET'), ('MET_WITH_DELAY', 'MET_WITH_DELAY'), ('WAIVED', 'WAIVED'), ('RESTORED', 'RESTORED'), ('PARTIAL', 'PARTIAL'), ('NOT_MET', 'NOT_MET'), ('BREACHED', 'BREACHED'), ('FAILED', 'FAILED'), ('UNVERIFIED', 'UNVERIFIED'), ('UNKNOWN', 'UNKNOWN'), ('RUMOURED', 'RUMOURED'), ('DRAFTED', 'DRAFTED'), ('PROPOSED', 'PROPOSED'), ('AGREED', 'AGREED'), ('REJECTED', 'REJECTED'), ('WITHDRAWN', 'WITHDRAWN'), ('NOTIFIED', 'NOTIFIED'), ('UNDER_REVIEW', 'UNDER_REVIEW'), ('ADOPTED', 'ADOPTED'), ('EFFECTIVE', 'EFFECTIVE'), ('WINDING_DOWN', 'WINDING_DOWN'), ('LAPSED', 'LAPSED'), ('SNAPPED_BACK', 'SNAPPED_BACK'), ('REIMPOSED', 'REIMPOSED')], max_length=20, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='act',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "scenarios_actevent" ("as_written", "case_id", "date", "entered_at", "entered_by_id", "id", "note", "origin", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "precision", "reason", "recorded", "source", "what") VALUES (NEW."as_written", NEW."case_id", NEW."date", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."note", NEW."origin", NEW."package_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."precision", NEW."reason", NEW."recorded", NEW."source", NEW."what"); RETURN NULL;', hash='e421d24b6d56206c51c517f5aa719f880bf3240c', operation='INSERT', pgid='pgtrigger_insert_insert_3c9ec', table='scenarios_act', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='act',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "scenarios_actevent" ("as_written", "case_id", "date", "entered_at", "entered_by_id", "id", "note", "origin", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "precision", "reason", "recorded", "source", "what") VALUES (NEW."as_written", NEW."case_id", NEW."date", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."note", NEW."origin", NEW."package_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."precision", NEW."reason", NEW."recorded", NEW."source", NEW."what"); RETURN NULL;', hash='f756093748af920ce0c4146ba38735a3d8fbaeeb', operation='UPDATE', pgid='pgtrigger_update_update_d5884', table='scenarios_act', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changeevent',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."xid" IS DISTINCT FROM (NEW."xid") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."occasion" IS DISTINCT FROM (NEW."occasion") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."node_kind" IS DISTINCT FROM (NEW."node_kind") OR OLD."condition_id" IS DISTINCT FROM (NEW."condition_id") OR OLD."gate_id" IS DISTINCT FROM (NEW."gate_id") OR OLD."package_id" IS DISTINCT FROM (NEW."package_id") OR OLD."act_id" IS DISTINCT FROM (NEW."act_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."definition_version" IS DISTINCT FROM (NEW."definition_version") OR OLD."old_status" IS DISTINCT FROM (NEW."old_status") OR OLD."new_status" IS DISTINCT FROM (NEW."new_status") OR OLD."cause" IS DISTINCT FROM (NEW."cause") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."assessment_id" IS DISTINCT FROM (NEW."assessment_id") OR OLD."delta_id" IS DISTINCT FROM (NEW."delta_id") OR OLD."old_deciding" IS DISTINCT FROM (NEW."old_deciding") OR OLD."new_deciding" IS DISTINCT FROM (NEW."new_deciding"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a05b472dbc79ee9228b8795fa77b203f839dab0b', operation='UPDATE', pgid='pgtrigger_never_changed_307c5', table='scenarios_changeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(('node_kind__in', ['condition', 'gate', 'package'])), name='changeevent_node_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['change', 'contested', 'views_diverge', 'views_agree', 'act', 'act_taken_back'])), name='changeevent_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('node_kind', 'package'), _negated=True), ('new_status__in', ['MET', 'MET_WITH_DELAY', 'WAIVED', 'RESTORED', 'PARTIAL', 'NOT_MET', 'BREACHED', 'FAILED', 'UNVERIFIED', 'UNKNOWN']), ('old_status__in', ['MET', 'MET_WITH_DELAY', 'WAIVED', 'RESTORED', 'PARTIAL', 'NOT_MET', 'BREACHED', 'FAILED', 'UNVERIFIED', 'UNKNOWN']), ('new_status__isnull', False), ('old_status__isnull', False)), models.Q(('node_kind', 'package'), models.Q(('old_status', None), ('old_status__in', ['RUMOURED', 'DRAFTED', 'PROPOSED', 'AGREED', 'REJECTED', 'WITHDRAWN', 'NOTIFIED', 'UNDER_REVIEW', 'ADOPTED', 'EFFECTIVE', 'PARTIAL', 'WINDING_DOWN', 'LAPSED', 'SNAPPED_BACK', 'REIMPOSED']), _connector='OR'), models.Q(('new_status', None), ('new_status__in', ['RUMOURED', 'DRAFTED', 'PROPOSED', 'AGREED', 'REJECTED', 'WITHDRAWN', 'NOTIFIED', 'UNDER_REVIEW', 'ADOPTED', 'EFFECTIVE', 'PARTIAL', 'WINDING_DOWN', 'LAPSED', 'SNAPPED_BACK', 'REIMPOSED']), _connector='OR')), _connector='OR'), name='changeevent_statuses_known'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', scenarios.domain.changes.EventKind['CHANGE']), models.Q(('old_status', models.F('new_status')), _negated=True)), ('kind__in', ['act', 'act_taken_back']), models.Q(models.Q(('kind__in', ['change', 'act', 'act_taken_back']), _negated=True), ('old_status', models.F('new_status'))), _connector='OR'), name='changeevent_changes_or_tells'),
        ),
        migrations.AddConstraint(
            model_name='changeevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('condition__isnull', False), ('node_kind', scenarios.domain.changes.EventNode['CONDITION']), ('act', None), ('gate', None), ('package', None)), models.Q(('gate__isnull', False), ('node_kind', scenarios.domain.changes.EventNode['GATE']), ('act', None), ('condition', None), ('package', None)), models.Q(('node_kind', 'package'), ('act__isnull', False), ('kind__in', ['act', 'act_taken_back']), ('package__isnull', False), ('condition', None), ('gate', None)), _connector='OR'), name='changeevent_of_one_node'),
        ),
        migrations.AddField(
            model_name='actstep',
            name='act',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.act'),
        ),
        migrations.AddField(
            model_name='actstep',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.step'),
        ),
        migrations.AddField(
            model_name='act',
            name='steps',
            field=models.ManyToManyField(related_name='acts', through='scenarios.ActStep', to='scenarios.step'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['case', 'date'], name='act_span_of_case'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['case_file', 'person', 'list_delta'])), name='act_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('origin', scenarios.models.assessments.Origin['CASE_FILE']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='act_says_why'),
        ),
        migrations.AddField(
            model_name='datedstate',
            name='act',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gave_state', to='scenarios.act'),
        ),
        migrations.AddField(
            model_name='datedstate',
            name='package',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dated_states', to='scenarios.package'),
        ),
        migrations.AddField(
            model_name='takenbackact',
            name='act',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='scenarios.act'),
        ),
        migrations.AddField(
            model_name='takenbackact',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='actstep',
            constraint=models.UniqueConstraint(fields=('act', 'step'), name='actstep_once'),
        ),
        migrations.AddIndex(
            model_name='datedstate',
            index=models.Index(fields=['package', 'since'], name='datedstate_by_package'),
        ),
        migrations.AddConstraint(
            model_name='datedstate',
            constraint=models.CheckConstraint(condition=models.Q(('state__isnull', True), ('state__in', ['RUMOURED', 'DRAFTED', 'PROPOSED', 'AGREED', 'REJECTED', 'WITHDRAWN', 'NOTIFIED', 'UNDER_REVIEW', 'ADOPTED', 'EFFECTIVE', 'PARTIAL', 'WINDING_DOWN', 'LAPSED', 'SNAPPED_BACK', 'REIMPOSED']), _connector='OR'), name='datedstate_known'),
        ),
        migrations.AddConstraint(
            model_name='datedstate',
            constraint=models.UniqueConstraint(condition=models.Q(('since__isnull', True)), fields=('package',), name='datedstate_one_before_all'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='datedstate',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8c2bb5e11758f82ec78827c86208dbee3998047b', operation='UPDATE', pgid='pgtrigger_never_changed_74118', table='scenarios_datedstate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='datedstate',
            trigger=pgtrigger.compiler.Trigger(name='never_removed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c4fbd724728dd58d1cbb2c56510ffb8b79db389e', operation='DELETE', pgid='pgtrigger_never_removed_a0423', table='scenarios_datedstate', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='takenbackact',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='takenbackact_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='takenbackact',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='905c7bd12219cd0735c791cb6259f63070870223', operation='UPDATE', pgid='pgtrigger_never_changed_76b69', table='scenarios_takenbackact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='takenbackact',
            trigger=pgtrigger.compiler.Trigger(name='never_removed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3344d271c5355e37aa1c87236be125e20b39c32d', operation='DELETE', pgid='pgtrigger_never_removed_91bcb', table='scenarios_takenbackact', when='BEFORE')),
        ),
    ]
