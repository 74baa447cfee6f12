"""Keep a licence's local times however exactly a file writes them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0004_facts_move_in_their_file'),
    ]

    operations = [
        migrations.AlterField(
            model_name='licence',
            name='expires_local',
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AlterField(
            model_name='licence',
            name='from_local',
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AlterField(
            model_name='licenceevent',
            name='expires_local',
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AlterField(
            model_name='licenceevent',
            name='from_local',
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
    ]
