"""Programs, instruments and renewals: terms with their source, what they were, rules, acts."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import sanctions.domain.kinds
import sanctions.domain.program_kinds
import sanctions.models.clock
import sanctions.models.ids


class Migration(migrations.Migration):
    dependencies = [
        ("sanctions", "0003_formats_relations_bulk"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerTerms",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("until", models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow())),
                ("terms", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                (
                    "author",
                    models.CharField(
                        blank=True, help_text="Empty: the shipped data.", max_length=150
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "former terms",
                "ordering": ["until", "id"],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "source",
                    models.URLField(
                        blank=True, help_text="Where the facts are from.", max_length=500
                    ),
                ),
                ("verified", models.BooleanField(default=False)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, help_text="Rises with every amendment."),
                ),
                ("made_at", models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow())),
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "identifier",
                    models.CharField(help_text="As lawyers cite it: E.O. 14024.", max_length=100),
                ),
                ("title", models.CharField(blank=True, max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("treaty", "treaty"),
                            ("statute", "statute"),
                            ("order", "order"),
                            ("directive", "directive"),
                            ("regulation", "regulation"),
                            ("decision", "decision"),
                            ("determination", "determination"),
                            ("resolution", "resolution"),
                        ],
                        max_length=20,
                    ),
                ),
                ("adopted_on", models.DateField(blank=True, null=True)),
                (
                    "ended_on",
                    models.DateField(blank=True, help_text="The first day without it.", null=True),
                ),
                (
                    "removable_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("president", "president"),
                                ("congress", "congress"),
                                ("agency", "agency"),
                                ("council_unanimity", "council_unanimity"),
                                ("council_majority", "council_majority"),
                                ("government", "government"),
                                ("parliament", "parliament"),
                                ("security_council", "security_council"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("url", models.URLField(blank=True, help_text="Its text.", max_length=500)),
            ],
            options={
                "ordering": ["authority", "identifier"],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name_plural": "legal bases",
                "ordering": ["program", "position"],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(help_text="Day of the act, or of the first report of it."),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("renewed", "renewed"),
                            ("not_renewed", "not_renewed"),
                            ("ended", "ended"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "extends_to",
                    models.DateField(blank=True, help_text="The last day in force.", null=True),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("range", "range"),
                            ("unreadable", "unreadable"),
                        ],
                        default=sanctions.domain.kinds.DatePrecision["DAY"],
                        max_length=20,
                    ),
                ),
                (
                    "act",
                    models.CharField(blank=True, help_text="As lawyers cite it.", max_length=200),
                ),
                ("source", models.URLField(blank=True, max_length=500)),
                ("verified", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow()),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, help_text="Empty: the shipped data.", max_length=150
                    ),
                ),
            ],
            options={
                "ordering": ["decided_on", "recorded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RenewalReminder",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("due_on", models.DateField()),
                ("lead_days", models.PositiveSmallIntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow()),
                ),
            ],
            options={
                "ordering": ["due_on", "lead_days"],
            },
        ),
        migrations.CreateModel(
            name="RenewalRule",
            fields=[
                (
                    "id",
                    sanctions.models.ids.ULIDField(
                        db_collation="C",
                        default=sanctions.models.ids.new_ulid,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "source",
                    models.URLField(
                        blank=True, help_text="Where the facts are from.", max_length=500
                    ),
                ),
                ("verified", models.BooleanField(default=False)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, help_text="Rises with every amendment."),
                ),
                ("made_at", models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow())),
                ("loaded", models.JSONField(blank=True, default=dict, editable=False)),
                ("slug", models.CharField(max_length=100)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sunset", "sunset"),
                            ("anniversary", "anniversary"),
                            ("review", "review"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "fixed_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("every_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("every_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "first_on",
                    models.DateField(
                        blank=True, help_text="The day that counting begins.", null=True
                    ),
                ),
                (
                    "last_on",
                    models.DateField(blank=True, help_text="Nothing recurs after it.", null=True),
                ),
                ("who_acts", models.CharField(blank=True, max_length=200)),
                (
                    "vote",
                    models.CharField(
                        blank=True, help_text="By what vote or notice.", max_length=300
                    ),
                ),
                (
                    "if_nobody_acts",
                    models.CharField(
                        choices=[("lapses", "lapses"), ("continues", "continues")], max_length=20
                    ),
                ),
                (
                    "then",
                    models.TextField(
                        blank=True, help_text="What happens if nobody acts, in words."
                    ),
                ),
                ("withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["instrument", "slug"],
            },
        ),
        migrations.AddField(
            model_name="program",
            name="began_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="program",
            name="catalogue_key",
            field=models.CharField(
                blank=True,
                db_index=True,
                help_text="In OpenSanctions' catalogue: EU-UKR.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="ended_on",
            field=models.DateField(blank=True, help_text="The first day without it.", null=True),
        ),
        migrations.AddField(
            model_name="program",
            name="loaded",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="program",
            name="made_at",
            field=models.DateTimeField(db_default=sanctions.models.clock.DatabaseNow()),
        ),
        migrations.AddField(
            model_name="program",
            name="measures",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("asset_freeze", "asset_freeze"),
                        ("sectoral_finance", "sectoral_finance"),
                        ("travel_ban", "travel_ban"),
                        ("export_control", "export_control"),
                        ("services_ban", "services_ban"),
                        ("transaction_ban", "transaction_ban"),
                        ("port_ban", "port_ban"),
                        ("messaging_ban", "messaging_ban"),
                        ("investment_ban", "investment_ban"),
                        ("import_ban", "import_ban"),
                        ("arms_embargo", "arms_embargo"),
                        ("debarment", "debarment"),
                        ("other", "other"),
                    ],
                    max_length=30,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="program",
            name="source",
            field=models.URLField(
                blank=True, help_text="Where the facts are from.", max_length=500
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="status",
            field=models.CharField(
                choices=[
                    ("active", "active"),
                    ("ended", "ended"),
                    ("not_yet", "not_yet"),
                    ("unknown", "unknown"),
                ],
                default=sanctions.domain.program_kinds.ProgramStatus["UNKNOWN"],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="territories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10),
                blank=True,
                default=list,
                help_text="What it aims at: ru.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="url",
            field=models.URLField(
                blank=True, help_text="The authority's page about it.", max_length=500
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="verified",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="program",
            name="version",
            field=models.PositiveIntegerField(default=1, help_text="Rises with every amendment."),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["active", "ended", "not_yet", "unknown"])),
                name="program_status_known",
            ),
        ),
        migrations.AddField(
            model_name="formerterms",
            name="program",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former",
                to="sanctions.program",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="instruments",
                to="sanctions.authority",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="sanctions.instrument",
            ),
        ),
        migrations.AddField(
            model_name="formerterms",
            name="instrument",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former",
                to="sanctions.instrument",
            ),
        ),
        migrations.AddField(
            model_name="legalbasis",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="based",
                to="sanctions.instrument",
            ),
        ),
        migrations.AddField(
            model_name="legalbasis",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bases",
                to="sanctions.program",
            ),
        ),
        migrations.AddField(
            model_name="renewalrule",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rules",
                to="sanctions.instrument",
            ),
        ),
        migrations.AddField(
            model_name="renewalreminder",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="sanctions.renewalrule",
            ),
        ),
        migrations.AddField(
            model_name="renewal",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewals",
                to="sanctions.renewalrule",
            ),
        ),
        migrations.AddField(
            model_name="formerterms",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former",
                to="sanctions.renewalrule",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                fields=("authority", "identifier"), name="instrument_once_per_authority"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(("identifier", ""), _negated=True),
                name="instrument_has_identifier",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="instrument_not_on_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "treaty",
                            "statute",
                            "order",
                            "directive",
                            "regulation",
                            "decision",
                            "determination",
                            "resolution",
                        ],
                    )
                ),
                name="instrument_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.UniqueConstraint(
                fields=("program", "instrument"), name="legalbasis_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="renewalrule",
            constraint=models.UniqueConstraint(
                fields=("instrument", "slug"), name="renewalrule_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="renewalrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["sunset", "anniversary", "review"])),
                name="renewalrule_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewalrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("if_nobody_acts__in", ["lapses", "continues"])),
                name="renewalrule_silence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewalrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("every_days", None), ("every_months", None), ("fixed_days__len__gt", 0)
                    ),
                    models.Q(
                        ("every_days", None),
                        ("every_months__gt", 0),
                        ("first_on__isnull", False),
                        ("fixed_days__len", 0),
                    ),
                    models.Q(
                        ("every_days__gt", 0),
                        ("every_months", None),
                        ("first_on__isnull", False),
                        ("fixed_days__len", 0),
                    ),
                    _connector="OR",
                ),
                name="renewalrule_recurs_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewalreminder",
            constraint=models.UniqueConstraint(
                fields=("rule", "due_on", "lead_days"), name="renewalreminder_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["renewed", "not_renewed", "ended"])),
                name="renewal_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "precision__in",
                        (
                            sanctions.domain.kinds.DatePrecision["DAY"],
                            sanctions.domain.kinds.DatePrecision["MONTH"],
                        ),
                    )
                ),
                name="renewal_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extends_to__isnull", True),
                    ("extends_to__gte", models.F("decided_on")),
                    _connector="OR",
                ),
                name="renewal_extends_onward",
            ),
        ),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome", sanctions.domain.program_kinds.RenewalOutcome["RENEWED"]),
                        _negated=True,
                    ),
                    ("extends_to__isnull", False),
                    _connector="OR",
                ),
                name="renewal_says_until_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="renewal",
            trigger=pgtrigger.compiler.Trigger(
                name="renewal_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="11ddb271cd9dd1495a10963f74a3722729722442",
                    operation="UPDATE",
                    pgid="pgtrigger_renewal_never_changed_2fc30",
                    table="sanctions_renewal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="renewal",
            trigger=pgtrigger.compiler.Trigger(
                name="renewal_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="94012277ba9085563c03583d2c1f252770384a43",
                    operation="DELETE",
                    pgid="pgtrigger_renewal_never_removed_ffe02",
                    table="sanctions_renewal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="formerterms",
            index=models.Index(fields=["program", "until"], name="formerterms_by_program"),
        ),
        migrations.AddIndex(
            model_name="formerterms",
            index=models.Index(fields=["instrument", "until"], name="formerterms_by_instrument"),
        ),
        migrations.AddIndex(
            model_name="formerterms",
            index=models.Index(fields=["rule", "until"], name="formerterms_by_rule"),
        ),
        migrations.AddConstraint(
            model_name="formerterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("instrument", None), ("program__isnull", False), ("rule", None)),
                    models.Q(("instrument__isnull", False), ("program", None), ("rule", None)),
                    models.Q(("instrument", None), ("program", None), ("rule__isnull", False)),
                    _connector="OR",
                ),
                name="formerterms_of_one_row",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formerterms",
            trigger=pgtrigger.compiler.Trigger(
                name="formerterms_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2fab27d77e034a7d023c4dd7afab36d254156c4b",
                    operation="UPDATE",
                    pgid="pgtrigger_formerterms_never_changed_75645",
                    table="sanctions_formerterms",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formerterms",
            trigger=pgtrigger.compiler.Trigger(
                name="formerterms_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="74adee7006dc017bddc821e559aa3af8b51a57e2",
                    operation="DELETE",
                    pgid="pgtrigger_formerterms_never_removed_f5914",
                    table="sanctions_formerterms",
                    when="BEFORE",
                ),
            ),
        ),
    ]
