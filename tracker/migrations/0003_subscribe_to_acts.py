"""Subscriptions to acts, and to acts that were taken back."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0003_formats_relations_bulk'),
        ('scenarios', '0009_acts_and_dated_states'),
        ('tracker', '0002_subscribe_to_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subscription',
            name='subscription_kinds_known',
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(('kinds__contained_by', ['change', 'contested', 'views_diverge', 'views_agree', 'act', 'act_taken_back'])), name='subscription_kinds_known'),
        ),
    ]
