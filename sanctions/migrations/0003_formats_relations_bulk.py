"""Copies know their format and scope; lists relate parties; one change to many is told once."""

import django.db.models.deletion
from django.db import migrations, models

import sanctions.models.ids


class Migration(migrations.Migration):
    dependencies = [
        ("sanctions", "0002_lists_parties_designations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Relation",
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
                    "type",
                    models.CharField(
                        help_text="As printed: Linked To, Owned by, …", max_length=200
                    ),
                ),
                ("other_external_id", models.CharField(blank=True, max_length=100)),
                ("other_name", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="delta",
            name="bulk",
            field=models.CharField(
                blank=True,
                help_text="The change that this copy made to many parties: one piece of news.",
                max_length=120,
            ),
        ),
        migrations.AddField(
            model_name="delta",
            name="designations",
            field=models.JSONField(
                default=list,
                help_text="What began, ended or changed: program, measure, day, basis.",
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="format",
            # Until now there was one format.
            field=models.CharField(
                blank=True,
                default="legacy_csv",
                help_text="legacy_csv, enhanced_xml, …",
                max_length=40,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="snapshot",
            name="scope",
            field=models.CharField(
                blank=True,
                help_text="Whole for the ids that begin so; empty: for all.",
                max_length=100,
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="told",
            field=models.JSONField(
                blank=True, help_text="The fields that its format tells of anybody.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="delta",
            index=models.Index(
                condition=models.Q(("bulk", ""), _negated=True),
                fields=["snapshot", "bulk"],
                name="delta_by_bulk",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relations",
                to="sanctions.listentry",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="related_by",
                to="sanctions.party",
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relations",
                to="sanctions.party",
            ),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(
                condition=models.Q(("other__isnull", True)),
                fields=["other_external_id"],
                name="relation_unresolved",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("other_external_id", ""), ("other_name", ""), _negated=True),
                name="relation_names_the_other",
            ),
        ),
    ]
