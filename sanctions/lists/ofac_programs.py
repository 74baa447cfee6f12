"""OFAC's program tags: what they stand for, and the tags they replaced.

After OFAC's "Program Tag Definitions for OFAC Sanctions Lists". A renamed tag is the same
program, so that a rename is not an alert. A tag that is missing here is imported as unmapped.
"""

from __future__ import annotations

from sanctions.domain.kinds import Measure
from sanctions.lists.base import Program

PROGRAMS: dict[str, Program] = {
    "561-Related": Program(
        "Correspondent and payable-through accounts, 31 CFR part 561",
        aliases=("561List",),
        measure=Measure.SECTORAL_FINANCE,
    ),
    "BALKANS": Program("Western Balkans Stabilization Regulations"),
    "BALKANS-EO14033": Program("Executive Order 14033, Western Balkans"),
    "BELARUS": Program("Belarus Sanctions Regulations, Executive Order 13405"),
    "BELARUS-EO14038": Program("Executive Order 14038, Belarus", aliases=("BELARUS-EO",)),
    "BPI-RUSSIA-EO14024": Program("Blocked pending investigation, Executive Order 14024"),
    "BURMA-EO14014": Program("Executive Order 14014, Burma", aliases=("BURMA-EO",)),
    "BURUNDI": Program("Burundi Sanctions Regulations"),
    "CAATSA - IRAN": Program("Countering America's Adversaries Through Sanctions Act, Iran"),
    "CAATSA - RUSSIA": Program("Countering America's Adversaries Through Sanctions Act, Russia"),
    "CAR": Program("Central African Republic Sanctions Regulations"),
    "CMIC-EO13959": Program(
        "Chinese military-industrial complex companies, Executive Order 13959 as amended",
        measure=Measure.INVESTMENT_BAN,
    ),
    "CUBA": Program("Cuban Assets Control Regulations"),
    "CYBER2": Program("Cyber-Related Sanctions, Executive Order 13694 as amended"),
    "DARFUR": Program("Darfur Sanctions Regulations"),
    "DPRK": Program("North Korea Sanctions Regulations, Executive Order 13551"),
    "DPRK-NKSPEA": Program("North Korea Sanctions and Policy Enhancement Act"),
    "DPRK2": Program("Executive Order 13687, North Korea"),
    "DPRK3": Program("Executive Order 13722, North Korea"),
    "DPRK4": Program("Executive Order 13810, North Korea"),
    "DRCONGO": Program("Democratic Republic of the Congo Sanctions Regulations"),
    "ELECTION-EO13848": Program("Executive Order 13848, interference in elections"),
    "ETHIOPIA-EO14046": Program("Executive Order 14046, Ethiopia", aliases=("ETHIOPIA-EO",)),
    "FSE-IR": Program(
        "Foreign Sanctions Evaders, Iran, Executive Order 13608", measure=Measure.TRANSACTION_BAN
    ),
    "FSE-SY": Program(
        "Foreign Sanctions Evaders, Syria, Executive Order 13608", measure=Measure.TRANSACTION_BAN
    ),
    "FTO": Program("Foreign Terrorist Organizations Sanctions Regulations"),
    "GLOMAG": Program("Global Magnitsky Sanctions Regulations"),
    "HIFPAA": Program("Hizballah International Financing Prevention Amendments Act"),
    "HK-EO13936": Program("Executive Order 13936, Hong Kong"),
    "HOSTAGES-EO14078": Program("Executive Order 14078, hostage-taking", aliases=("HOSTAGES",)),
    "HRIT-IR": Program("Human rights abuses by information technology, Iran"),
    "HRIT-SY": Program("Human rights abuses by information technology, Syria"),
    "IFCA": Program("Iran Freedom and Counter-Proliferation Act"),
    "IFSR": Program("Iranian Financial Sanctions Regulations"),
    "ILLICIT-DRUGS-EO14059": Program(
        "Executive Order 14059, illicit drugs", aliases=("ILLICIT-DRUGS-EO",)
    ),
    "IRAN": Program("Iranian Transactions and Sanctions Regulations"),
    "IRAN-CON-ARMS-EO": Program("Executive Order 13949, conventional arms, Iran"),
    "IRAN-EO13846": Program("Executive Order 13846, Iran"),
    "IRAN-EO13871": Program("Executive Order 13871, metals sectors of Iran"),
    "IRAN-EO13876": Program("Executive Order 13876, Iran's Supreme Leader"),
    "IRAN-EO13902": Program("Executive Order 13902, further sectors of Iran"),
    "IRAN-HR": Program("Executive Order 13553, human rights, Iran"),
    "IRAN-TRA": Program("Iran Threat Reduction and Syria Human Rights Act"),
    "IRAQ2": Program("Executive Order 13315, Iraq"),
    "IRAQ3": Program("Executive Order 13438, Iraq"),
    "IRGC": Program("Islamic Revolutionary Guard Corps, Iranian Financial Sanctions Regulations"),
    "ISA": Program("Iran Sanctions Act"),
    "LEBANON": Program("Lebanon Sanctions Regulations"),
    "LIBYA2": Program("Executive Order 13566, Libya"),
    "LIBYA3": Program("Executive Order 13726, Libya"),
    "MAGNIT": Program("Sergei Magnitsky Rule of Law Accountability Act"),
    "MALI-EO13882": Program("Executive Order 13882, Mali"),
    "NICARAGUA": Program("Nicaragua Sanctions Regulations"),
    "NICARAGUA-NHRAA": Program("Nicaragua Human Rights and Anticorruption Act"),
    "NPWMD": Program("Weapons of Mass Destruction Proliferators Sanctions Regulations"),
    "NS-PLC": Program("Non-SDN Palestinian Legislative Council", measure=Measure.TRANSACTION_BAN),
    "PEESA-EO14039": Program(
        "Executive Order 14039, Russian energy export pipelines", aliases=("PEESA", "PEESA-EO")
    ),
    "RUSSIA-EO14024": Program(
        "Executive Order 14024, harmful foreign activities of the Russian Federation"
    ),
    "RUSSIA-EO14065": Program("Executive Order 14065, so-called DNR and LNR"),
    "SDGT": Program("Global Terrorism Sanctions Regulations"),
    "SDNT": Program("Narcotics Trafficking Sanctions Regulations"),
    "SDNTK": Program("Foreign Narcotics Kingpin Sanctions Regulations"),
    "SOMALIA": Program("Somalia Sanctions Regulations"),
    "SOUTH SUDAN": Program("South Sudan Sanctions Regulations"),
    "SSIDES": Program(
        "Sovereignty, Integrity, Democracy and Economic Stability of Ukraine Act of 2014"
    ),
    "SUDAN": Program("Sudanese Sanctions Regulations"),
    "SUDAN-EO14098": Program("Executive Order 14098, Sudan"),
    "SYRIA": Program("Syrian Sanctions Regulations"),
    "SYRIA-CAESAR": Program("Caesar Syria Civilian Protection Act"),
    "SYRIA-EO13894": Program("Executive Order 13894, Syria"),
    "TCO": Program("Transnational Criminal Organizations Sanctions Regulations"),
    "UHRPA": Program("Uyghur Human Rights Policy Act of 2020"),
    "UKRAINE-EO13660": Program("Executive Order 13660, Ukraine"),
    "UKRAINE-EO13661": Program("Executive Order 13661, Ukraine"),
    "UKRAINE-EO13662": Program("Executive Order 13662, Ukraine"),
    "UKRAINE-EO13685": Program("Executive Order 13685, Crimea region of Ukraine"),
    "VENEZUELA": Program("Executive Order 13692, Venezuela"),
    "VENEZUELA-EO13850": Program("Executive Order 13850, Venezuela"),
    "VENEZUELA-EO13884": Program("Executive Order 13884, Venezuela"),
    "WEST-BANK-EO14115": Program("Executive Order 14115, the West Bank"),
    "YEMEN": Program("Yemen Sanctions Regulations"),
    "ZIMBABWE": Program("Zimbabwe Sanctions Regulations"),
}

_CURRENT_TAG = {alias: tag for tag, program in PROGRAMS.items() for alias in program.aliases}


def current_tag(printed: str) -> str:
    """Give the tag under which a program is known today."""
    return _CURRENT_TAG.get(printed, printed)
