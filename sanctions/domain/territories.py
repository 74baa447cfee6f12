"""Countries and other territories, as the lists print them, and their codes.

Method: a word or name is looked up as it stands, without regard to case. Source: the names, words
for people and codes of three letters that occur in the files of OFAC, the EU, the UK and the UN,
under the codes of ISO 3166-1, and OpenSanctions' for what has none there (`ua-cri`, `suhh`, `xk`).
Limits: a text that names two, or doubts what it says, has no code; nothing is guessed.
"""

from __future__ import annotations

_WORDS = """
ae: are | united arab emirates
af: afg | afgan | afghan | afghanistan
ag: antigua and barbuda
al: alb | albania
am: armenia | armenian
ao: angola
ar: argentina
at: austria
au: australia | australian
aw: aruba
az: azerbaijan | azerbaijani
ba: bih | bosnia and herzegovina
bb: barbados
bd: bangladesh | bgd
be: bel | belgian | belgium
bf: burkina faso | burkinabe
bg: bulgaria
bh: bahrain
bi: burundian
bj: benin
bm: bermuda
bn: brunei
bo: bolivia
br: brazil
bs: bahamas, the
by: belarus | belarusian
bz: belize
ca: canada | canadian
cd: cod | congo, democratic republic of the | congolese | democratic republic of the congo | drc
cf: central african republic
cg: congo | congo, republic of the
ch: che | switzerland
ci: cote d ivoire
ck: cook islands
cl: chile
cm: cameroon
cn: china | chinese | chn
co: colombia
cr: costa rica
cu: cuba
cv: cabo verde
cy: cyprus
cz: czech republic
de: deu | german | germany
dj: djibouti
dk: denmark | dnk
dm: dominica
do: dominican republic
dz: algeria | algerian | dza
ec: ecuador
ee: estonia
eg: egy | egypt | egyptian
er: eritrea | eritrean
es: spain
et: eth | ethiopia
fi: finland
fr: fra | france | french
ga: gabon
gb: british | gbr | united kingdom | united kingdom of great britain and northern ireland
ge: georgia | georgian
gg: guernsey
gh: ghana
gi: gibraltar
gm: the gambia
gn: guinea
gq: equatorial guinea
gr: greece
gt: guatemala
gw: guinea-bissau
gy: guyana
hk: china, hong kong special administrative region | hong kong
hk: hong kong special administrative region
hn: honduras
hr: croatia
ht: haiti | haitian
hu: hungary
id: idn | indonesia | indonesian
ie: ireland
il: israel | israeli
im: isle of man | man, isle of
in: ind | india | indian
iq: iraq | iraqi | irq
ir: iran | iran (islamic republic of) | iran (islamic republic of.) | iranian
it: ita | italy
je: jersey
jm: jamaica
jo: jor | jordan | jordanian
jp: japan
ke: ken | kenya
kg: kyrgyzstan
kh: cambodia
km: com | comoros | union of the comoros
kn: saint kitts and nevis | st. kitts & nevis | st. kitts and nevis
kp: democratic people's republic of korea | democratic people’s republic of korea
kp: democratic people’s republic of korea (dprk) | dprk | dprk. | korea, north | north korea
kp: north korean
kr: korea, south
kw: kuwait | kuwaiti | kwt
ky: cayman islands
kz: kazakhstan
la: laos
lb: lbn | lebanese | lebanon
li: lie | liechtenstein
lk: sri lanka
lr: liberia
lu: luxembourg
lv: latvia
ly: lby | libya | libyan | libyan arab jamahiriya
ma: mar | moroccan | morocco
mc: monaco
md: moldova | republic of moldova
me: montenegro
mh: marshall islands
mk: macedonia, the former yugoslav republic of | north macedonia, the republic of
ml: mali | malian | mli | region: northern mali
mm: burma | myanmar | myanmar/ burma
mn: mongolia
mo: macau
mr: mauritania | mauritanian | mrt
mt: malta
mu: mauritius
mv: maldives
mx: mexico
my: malaysia | malaysian | mys
mz: mozambique
na: na | namibia
ne: ner | niger
ng: nigeria | nigerian
ni: nicaragua | nicaraguan
nl: netherlands | nld | the netherlands
no: norway | norwegian
nz: new zealand
om: oman | sultanate of oman
pa: pan | panama
pe: peru
ph: filipino | philippines | phl
pk: pak | pakistan | pakistani
pl: poland
ps: palestinian | palestinian territories | pse | region: gaza | state of palestine | west bank
pt: portugal
pw: palau
py: paraguay
qa: qatar | qatari
ro: romania
rs: serbia
ru: russia | russian | russian federation
rw: rwa | rwanda | rwandan
sa: sau | saudi arabia | saudi arabian
sc: seychelles
sd: sdn | sudan | sudanese
se: sweden
sg: singapore
si: slovenia
sk: slovakia
sl: sierra leone
sm: san marino
sn: senegal | senegalese
so: som | somali | somalia
ss: south sudan | south sudanese
st: sao tome and principe
suhh: former soviet union
sv: el salvador
sy: syr | syria | syrian | syrian arab republic
td: chad
tg: togo
th: thailand
tj: tajikistan
tm: turkmenistan
tn: tun | tunisia | tunisian
tr: turkey | turkish | türkiye
tt: trinidad and tobago
tv: tuvalu
tw: taiwan
tz: tanzania | tanzanian | tza | united republic of tanzania
ua: ukraine | ukrainian
ua-cri: crimea
ug: uga | uganda | ugandan
us: american | united states | united states of america | usa
uy: uruguay
uz: uzbekistan
vc: saint vincent and the grenadines | st. vincent and the grenadines
ve: venezuela | venezuelan
vg: british virgin islands | virgin islands, british
vn: viet nam | vietnam
vu: vanuatu
ws: samoa
xk: kosovo
ye: yem | yemen | yemeni
za: south africa
zm: zambia
zw: zimbabwe
"""


def _read() -> dict[str, str]:
    lines = (line.split(": ", 1) for line in _WORDS.strip().splitlines())
    return {word: code for code, words in lines for word in words.split(" | ")}


_CODES = _read()


def code_of(printed: str) -> str | None:
    """Return the code of a territory in small letters; None where the text names none for sure."""
    return _CODES.get(" ".join(printed.split()).casefold())
