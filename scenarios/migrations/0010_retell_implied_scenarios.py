"""Have the scenarios that stand for a whole case told again, by the rules that hold for them now."""

import pgtrigger
from django.db import migrations
from django.db.models import DateField, Func


class Today(Func):
    """The UTC day of the database."""

    template = "(now() AT TIME ZONE 'utc')::date"
    output_field = DateField()


def wake_implied_scenarios(apps, schema_editor):
    """Let their current rows be due today: the next tick tells them, and stores what differs."""
    current = apps.get_model("scenarios", "ScenarioEvaluation").objects.filter(is_current=True)
    with pgtrigger.ignore("scenarios.ScenarioEvaluation:never_changed"):
        current.filter(scenario__implied=True).update(wake_on=Today())


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0009_acts_and_dated_states"),
    ]

    operations = [
        migrations.RunPython(wake_implied_scenarios, migrations.RunPython.noop, elidable=True),
    ]
