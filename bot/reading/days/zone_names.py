"""Which words name which time zone: abbreviations, named times, places.

Abbreviations stand at their literal offset: EST in July is still five hours behind UTC. IST is
read as India and the North American ones as Canada's, because that is where our readers are;
those with several living meanings are asked back. Zone names are IANA's.
"""

from __future__ import annotations

_OFFSETS = {
    "-12:00": "aoe",
    "-10:00": "hst",
    "-09:00": "akst hdt",
    "-08:00": "pst hnp akdt",
    "-07:00": "mst hnr pdt hap",
    "-06:00": "cst hnc mdt har",
    "-05:00": "est hne cdt hac cot pet",
    "-04:00": "ast hna edt hae vet clt",
    "-03:00": "adt haa brt art clst uyt",
    "-03:30": "nst hnt",
    "-02:30": "ndt hat",
    "+01:00": "cet wat west mez",
    "+02:00": "cest eet cat sast mesz",
    "+03:00": "eest eat msk trt idt",
    "+03:30": "irst",
    "+04:30": "aft",
    "+05:00": "pkt uzt",
    "+05:30": "ist slst",
    "+05:45": "npt",
    "+06:30": "mmt",
    "+07:00": "ict wib",
    "+08:00": "pht phst sgt hkt myt awst wita",
    "+09:00": "jst kst wit",
    "+09:30": "acst",
    "+10:00": "aest",
    "+10:30": "acdt",
    "+11:00": "aedt",
    "+12:00": "nzst",
    "+13:00": "nzdt",
}
_CLOCK_ZONES = {
    "America/Toronto": "et he",
    "America/Winnipeg": "ct hc",
    "America/Edmonton": "mt hr",
    "America/Vancouver": "pt hp",
    "UTC": "utc gmt ut tu tuc z wet",
}
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    word: (zone,)
    for table in (_OFFSETS, _CLOCK_ZONES)
    for zone, words in table.items()
    for word in words.split()
} | {
    "bst": ("+01:00", "+06:00"),  # British summer, Bangladesh
    "bdt": ("+06:00", "+08:00"),  # Bangladesh, Brunei
    "gst": ("+04:00", "-02:00"),  # Gulf, South Georgia
    "amt": ("-04:00", "+04:00"),  # Amazon, Armenia
    "ect": ("-05:00", "-04:00"),  # Ecuador, Eastern Caribbean
    "sst": ("+08:00", "-11:00"),  # Singapore, Samoa
    "act": ("+09:30", "-05:00"),  # Central Australia, Acre
}
# Words of every day in either language: inside a sentence only in capitals.
SHOUTED = frozenset(
    {"act", "aft", "art", "cat", "ct", "eat", "et", "hac", "hap", "har", "hat", "hc", "he", "hp"}
    | {"hr", "mt", "pet", "ph", "pt", "tu", "us", "ut", "vet", "west", "wet", "wit", "z"}
)

_CANADA = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
)
_USA = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
)
_AUSTRALIA = ("Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney")
_BRAZIL = ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha")
_MEXICO = ("America/Mexico_City", "America/Cancun", "America/Hermosillo", "America/Tijuana")
_RUSSIA = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Vladivostok")
_CONGO = ("Africa/Kinshasa", "Africa/Lubumbashi", "Africa/Brazzaville")
_INDONESIA = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
_NUNAVUT = ("America/Iqaluit", "America/Rankin_Inlet", "America/Cambridge_Bay")

# Names with several zones, or of several places.
_SEVERAL = {
    "canada": _CANADA,
    "usa|united states|united states of america|america|etats-unis|us|u s|u s a": _USA,
    "australia|australie": _AUSTRALIA,
    "brazil|brasil|bresil": _BRAZIL,
    "mexico|mexique": _MEXICO,
    "russia|russie": _RUSSIA,
    "congo|drc|rdc": _CONGO,
    "indonesia|indonesie": _INDONESIA,
    "nunavut": _NUNAVUT,
    "london|londres": ("Europe/London", "America/Toronto"),
    "punjab|pendjab": ("Asia/Kolkata", "Asia/Karachi"),
    "hyderabad": ("Asia/Kolkata", "Asia/Karachi"),
    "sydney": ("Australia/Sydney", "America/Halifax"),
    "kingston": ("America/Toronto", "America/Jamaica"),
    "georgia|georgie": ("Asia/Tbilisi", "America/New_York"),
    "perth": ("Australia/Perth", "Europe/London", "America/Toronto"),
    "santiago": ("America/Santiago", "America/Santo_Domingo"),
    "san jose": ("America/Costa_Rica", "America/Los_Angeles"),
    "valencia": ("Europe/Madrid", "America/Caracas"),
}
_ONE = {
    "America/St_Johns": "newfoundland|terre-neuve|st john's|saint john's"
    "|newfoundland and labrador|terre-neuve-et-labrador|newfoundland time|heure de terre-neuve",
    "America/Halifax": "nova scotia|nouvelle-ecosse|halifax|pei|prince edward island|charlottetown"
    "|ile-du-prince-edouard|atlantic time|atlantic|heure de l'atlantique|cape breton|dartmouth",
    "America/Moncton": "new brunswick|nouveau-brunswick|moncton|fredericton|saint john",
    "America/Toronto": "toronto|ontario|ottawa|montreal|quebec|quebec city|ville de quebec|gatineau"
    "|laval|longueuil|sherbrooke|trois-rivieres|gta|mississauga|brampton|hamilton|kitchener"
    "|waterloo|windsor|markham|vaughan|oshawa|barrie|guelph|scarborough|sudbury|niagara|niagara"
    " falls|st catharines|eastern time|eastern|heure de l'est|l'est|temps de l'est|oakville"
    "|burlington|etobicoke",
    "America/Winnipeg": "manitoba|winnipeg|brandon|thompson manitoba|central time|central"
    "|heure du centre",
    "America/Regina": "saskatchewan|regina|saskatoon|moose jaw|prince albert",
    "America/Edmonton": "alberta|edmonton|calgary|red deer|lethbridge|fort mcmurray|grande prairie"
    "|medicine hat|banff|mountain time|mountain|heure des rocheuses",
    "America/Vancouver": "british columbia|colombie-britannique|vancouver|surrey|burnaby|richmond"
    "|victoria|kelowna|kamloops|nanaimo|abbotsford|bc|b c|prince george|pacific time|pacific"
    "|heure du pacifique|langley|coquitlam",
    "America/Whitehorse": "yukon|whitehorse",
    "America/Yellowknife": "northwest territories|territoires du nord-ouest|yellowknife",
    "America/New_York": "new york|nyc|boston|miami|washington dc|atlanta|florida|detroit",
    "America/Chicago": "chicago|houston|dallas|texas",
    "America/Denver": "denver|colorado",
    "America/Phoenix": "phoenix|arizona",
    "America/Los_Angeles": "los angeles|san francisco|seattle|california|californie",
    "Asia/Kolkata": "india|inde|delhi|new delhi|mumbai|bombay|bangalore|bengaluru|chennai|kolkata"
    "|calcutta|pune|ahmedabad|kerala|kochi|gujarat|chandigarh|ludhiana|amritsar|jalandhar|surat"
    "|tamil nadu|indian|indian standard time|indian time",
    "Asia/Karachi": "pakistan|pakistani|karachi|lahore|islamabad|rawalpindi",
    "Asia/Manila": "philippines|the philippines|manila|manille|cebu|davao|quezon city|pinas|ph"
    "|filipino|philippine|philippine time|philippine standard time",
    "Africa/Lagos": "nigeria|nigerian|lagos|abuja|ibadan|port harcourt|naija",
    "Asia/Dubai": "uae|emirati|united arab emirates|dubai|abu dhabi|sharjah|emirates|emirats"
    "|emirats arabes unis",
    "Asia/Dhaka": "bangladesh|bangladeshi|dhaka|chittagong",
    "Asia/Kathmandu": "nepal|nepali|nepalese|kathmandu|katmandou",
    "Asia/Colombo": "sri lanka|sri lankan|colombo",
    "Africa/Accra": "ghana|ghanaian|accra|kumasi",
    "Africa/Nairobi": "kenya|kenyan|nairobi",
    "Africa/Cairo": "egypt|egyptian|egypte|cairo|le caire",
    "Africa/Casablanca": "morocco|moroccan|maroc|casablanca|rabat|marrakech|heure marocaine",
    "Africa/Algiers": "algeria|algerie|algiers|alger|oran|heure algerienne",
    "Africa/Tunis": "tunisia|tunisie|tunis",
    "Africa/Douala": "cameroon|cameroun|douala|yaounde|heure camerounaise",
    "Africa/Dakar": "senegal|dakar|heure senegalaise",
    "Africa/Abidjan": "ivory coast|cote d'ivoire|abidjan|heure ivoirienne",
    "Africa/Bamako": "mali|bamako",
    "Africa/Ouagadougou": "burkina faso|burkina|ouagadougou",
    "Africa/Porto-Novo": "benin|cotonou",
    "Africa/Lome": "togo|lome",
    "Africa/Libreville": "gabon|libreville",
    "Africa/Kinshasa": "kinshasa",
    "Africa/Conakry": "guinea|guinee|conakry",
    "Indian/Antananarivo": "madagascar",
    "Indian/Mauritius": "mauritius|maurice|ile maurice",
    "Africa/Addis_Ababa": "ethiopia|ethiopie|addis ababa",
    "Africa/Asmara": "eritrea|erythree|asmara",
    "Africa/Kampala": "uganda|ouganda|kampala",
    "Africa/Dar_es_Salaam": "tanzania|tanzanie|dar es salaam",
    "Africa/Kigali": "rwanda|kigali",
    "Africa/Harare": "zimbabwe|harare",
    "Africa/Lusaka": "zambia|zambie|lusaka",
    "Africa/Johannesburg": "south africa|afrique du sud|johannesburg|cape town|pretoria",
    "Asia/Tehran": "iran|tehran|teheran",
    "Asia/Baghdad": "iraq|irak|baghdad|bagdad",
    "Asia/Beirut": "lebanon|liban|beirut|beyrouth",
    "Asia/Amman": "jordan|jordanie|amman",
    "Asia/Damascus": "syria|syrie|damascus|damas",
    "Asia/Jerusalem": "israel|jerusalem|tel aviv",
    "Europe/Istanbul": "turkey|turkiye|turquie|istanbul|ankara",
    "Asia/Riyadh": "saudi arabia|saudi|ksa|arabie saoudite|riyadh|jeddah|dammam",
    "Asia/Qatar": "qatar|doha",
    "Asia/Kuwait": "kuwait|koweit",
    "Asia/Bahrain": "bahrain|bahrein",
    "Asia/Muscat": "oman|muscat",
    "Asia/Kabul": "afghanistan|kabul|kaboul",
    "Asia/Shanghai": "china|chine|beijing|pekin|shanghai",
    "Asia/Hong_Kong": "hong kong",
    "Asia/Taipei": "taiwan|taipei",
    "Asia/Tokyo": "japan|japon|tokyo",
    "Asia/Seoul": "south korea|korea|coree|coree du sud|seoul",
    "Asia/Ho_Chi_Minh": "vietnam|hanoi|ho chi minh city|saigon",
    "Asia/Bangkok": "thailand|thailande|bangkok",
    "Asia/Kuala_Lumpur": "malaysia|malaisie|kuala lumpur",
    "Asia/Singapore": "singapore|singapour",
    "Asia/Jakarta": "jakarta",
    "Australia/Perth": "western australia",
    "Australia/Melbourne": "melbourne",
    "Australia/Brisbane": "brisbane|queensland",
    "Australia/Sydney": "new south wales",
    "Pacific/Auckland": "new zealand|nouvelle-zelande|auckland|nz",
    "Europe/London": "uk|u k|united kingdom|england|scotland|wales|britain|great britain"
    "|royaume-uni|angleterre|ecosse|manchester",
    "Europe/Dublin": "ireland|irlande|dublin",
    "Europe/Paris": "france|paris|lyon|marseille|toulouse|lille|heure francaise",
    "Europe/Brussels": "belgium|belgique|brussels|bruxelles|heure belge",
    "Europe/Berlin": "germany|allemagne|berlin|munich|frankfurt",
    "Europe/Rome": "italy|italie|rome|milan",
    "Europe/Madrid": "spain|espagne|madrid|barcelona|barcelone",
    "Europe/Lisbon": "portugal|lisbon|lisbonne|porto",
    "Europe/Amsterdam": "netherlands|the netherlands|holland|pays-bas|amsterdam",
    "Europe/Zurich": "switzerland|suisse|zurich|geneva|geneve",
    "Europe/Vienna": "austria|autriche|vienna",
    "Europe/Warsaw": "poland|pologne|warsaw|varsovie",
    "Europe/Prague": "czechia|czech republic|prague",
    "Europe/Budapest": "hungary|hongrie|budapest",
    "Europe/Bucharest": "romania|roumanie|bucharest|bucarest",
    "Europe/Sofia": "bulgaria|bulgarie|sofia",
    "Europe/Athens": "greece|grece|athens|athenes",
    "Europe/Kyiv": "ukraine|kyiv|kiev|lviv",
    "Europe/Chisinau": "moldova|moldavie|chisinau",
    "Europe/Moscow": "moscow|moscou",
    "Europe/Stockholm": "sweden|suede|stockholm",
    "Europe/Oslo": "norway|norvege|oslo",
    "Europe/Copenhagen": "denmark|danemark|copenhagen",
    "Europe/Helsinki": "finland|finlande|helsinki",
    "America/Mexico_City": "mexico city|ciudad de mexico|cdmx",
    "America/Sao_Paulo": "sao paulo|rio de janeiro|rio|brasilia",
    "America/Bogota": "colombia|colombie|bogota|medellin",
    "America/Lima": "peru|perou|lima",
    "America/Caracas": "venezuela|caracas",
    "America/Guayaquil": "ecuador|equateur|quito|guayaquil",
    "America/La_Paz": "bolivia|bolivie|la paz",
    "America/Santiago": "chile|chili",
    "America/Argentina/Buenos_Aires": "argentina|argentine|buenos aires",
    "America/Guatemala": "guatemala",
    "America/El_Salvador": "el salvador|salvador",
    "America/Tegucigalpa": "honduras",
    "America/Costa_Rica": "costa rica",
    "America/Panama": "panama",
    "America/Jamaica": "jamaica|jamaique",
    "America/Port_of_Spain": "trinidad|trinidad and tobago|port of spain",
    "America/Port-au-Prince": "haiti|port-au-prince|heure haitienne",
    "America/Havana": "cuba|havana|la havane",
    "America/Santo_Domingo": "dominican republic|republique dominicaine|santo domingo",
    "America/Guyana": "guyana",
}
_FIXED = {
    "-03:30": "newfoundland standard time|heure normale de terre-neuve",
    "-02:30": "newfoundland daylight time|heure avancee de terre-neuve",
    "-04:00": "atlantic standard time|heure normale de l'atlantique|eastern daylight time"
    "|heure avancee de l'est",
    "-03:00": "atlantic daylight time|heure avancee de l'atlantique",
    "-05:00": "eastern standard time|heure normale de l'est|central daylight time"
    "|heure avancee du centre",
    "-06:00": "central standard time|heure normale du centre|mountain daylight time"
    "|heure avancee des rocheuses",
    "-07:00": "mountain standard time|heure normale des rocheuses|pacific daylight time"
    "|heure avancee du pacifique",
    "-08:00": "pacific standard time|heure normale du pacifique",
    "+01:00": "central european time|british summer time|west africa time",
    "UTC": "universal time|coordinated universal time|temps universel|temps universel coordonne"
    "|greenwich|greenwich mean time|zulu|zulu time|heure universelle",
}


def plain_name(words: str) -> str:
    """Write a place or zone name as the tables hold it: single spaces, no signs."""
    return " ".join("".join(c if c.isalnum() else " " for c in words).split())


PLACES: dict[str, tuple[str, ...]] = {
    plain_name(name): (zone,)
    for table in (_FIXED, _ONE)
    for zone, names in table.items()
    for name in names.split("|")
} | {plain_name(name): zones for names, zones in _SEVERAL.items() for name in names.split("|")}
# Names that contain "time" or "heure": they need no such word beside them.
NAMED_TIMES = frozenset(
    name for name in PLACES if name.split()[-1] == "time" or name.split()[0] in ("heure", "temps")
)
# Codes that stand for a place only where nothing else was asked or said.
CODES: dict[str, tuple[str, ...]] = {
    "nl": ("America/St_Johns",),
    "ns": ("America/Halifax",),
    "pe": ("America/Halifax",),
    "nb": ("America/Moncton",),
    "qc": ("America/Toronto",),
    "on": ("America/Toronto",),
    "mb": ("America/Winnipeg",),
    "sk": ("America/Regina",),
    "ab": ("America/Edmonton",),
    "ca": _CANADA,
}
