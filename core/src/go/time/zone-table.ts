/**
 * The IANA time zones and how their abbreviations go with an offset in seconds; Intl knows the offsets but not these names. Where
 * the tz database has only a number as abbreviation (-03) none is listed. A line: abbreviation=offset pairs, then the zones.
 * Data: IANA tz database (public domain).
 */
export const zoneTable = `GMT=0 : Africa/Abidjan Africa/Accra Africa/Bamako Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown
  Africa/Lome Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik
  Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
EAT=10800 : Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala
  Africa/Mogadishu Africa/Nairobi Indian/Comoro Indian/Mayotte
WET=0 CET=3600 CEST=7200 : Africa/Algiers Africa/Ceuta CET Europe/Brussels Europe/Luxembourg Europe/Madrid
  Europe/Monaco Europe/Paris MET
WAT=3600 : Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville Africa/Luanda
BMT=-3996 GMT=0 : Africa/Banjul
CAT=7200 ZMT=8460 ZMT=8470 : Africa/Blantyre
CAT=7200 : Africa/Bujumbura Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo
EET=7200 EEST=10800 : Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia Egypt
  Europe/Bucharest Europe/Helsinki Europe/Mariehamn Europe/Nicosia
: Africa/Casablanca Africa/El_Aaiun America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca
  America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja
  America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan
  America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion America/Bahia
  America/Belem America/Boa_Vista America/Bogota America/Buenos_Aires America/Campo_Grande America/Caracas
  America/Catamarca America/Cayenne America/Cordoba America/Cuiaba America/Eirunepe America/Fortaleza America/Godthab
  America/Guayaquil America/Guyana America/Jujuy America/Lima America/Maceio America/Manaus America/Mendoza
  America/Noronha America/Nuuk America/Porto_Acre America/Porto_Velho America/Recife America/Rio_Branco America/Rosario
  America/Santarem America/Sao_Paulo America/Scoresbysund Antarctica/Casey Antarctica/Mawson Antarctica/Palmer
  Antarctica/Rothera Antarctica/Syowa Antarctica/Troll Asia/Aden Asia/Almaty Asia/Anadyr Asia/Aqtau Asia/Aqtobe
  Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Baghdad Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul Asia/Bishkek
  Asia/Brunei Asia/Chita Asia/Choibalsan Asia/Colombo Asia/Dacca Asia/Dhaka Asia/Dili Asia/Dubai Asia/Dushanbe Asia/Hovd
  Asia/Irkutsk Asia/Kabul Asia/Kamchatka Asia/Kashgar Asia/Kathmandu Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk
  Asia/Kuala_Lumpur Asia/Kuching Asia/Kuwait Asia/Magadan Asia/Muscat Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk
  Asia/Oral Asia/Qatar Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh Asia/Sakhalin Asia/Samarkand Asia/Singapore
  Asia/Srednekolymsk Asia/Tashkent Asia/Tbilisi Asia/Thimbu Asia/Thimphu Asia/Tomsk Asia/Ulaanbaatar Asia/Ulan_Bator
  Asia/Urumqi Asia/Ust-Nera Asia/Vladivostok Asia/Yakutsk Asia/Yangon Asia/Yerevan Atlantic/Cape_Verde
  Atlantic/South_Georgia Atlantic/Stanley Australia/Eucla Australia/LHI Australia/Lord_Howe Brazil/Acre Brazil/DeNoronha
  Brazil/East Brazil/West Chile/EasterIsland Etc/GMT+1 Etc/GMT+10 Etc/GMT+11 Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4
  Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14
  Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Europe/Astrakhan Europe/Samara
  Europe/Saratov Europe/Ulyanovsk Indian/Chagos Indian/Christmas Indian/Cocos Indian/Kerguelen Indian/Mahe
  Indian/Maldives Indian/Mauritius Indian/Reunion Kwajalein NZ-CHAT Pacific/Apia Pacific/Bougainville Pacific/Chatham
  Pacific/Chuuk Pacific/Easter Pacific/Efate Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti
  Pacific/Galapagos Pacific/Gambier Pacific/Guadalcanal Pacific/Kanton Pacific/Kiritimati Pacific/Kosrae
  Pacific/Kwajalein Pacific/Majuro Pacific/Marquesas Pacific/Nauru Pacific/Niue Pacific/Norfolk Pacific/Noumea
  Pacific/Palau Pacific/Pitcairn Pacific/Pohnpei Pacific/Ponape Pacific/Port_Moresby Pacific/Rarotonga Pacific/Tahiti
  Pacific/Tarawa Pacific/Tongatapu Pacific/Truk Pacific/Wake Pacific/Wallis Pacific/Yap Singapore
CAT=7200 CAST=10800 : Africa/Gaborone
SAST=7200 SAST=10800 : Africa/Johannesburg Africa/Maseru
CAT=7200 EAT=10800 : Africa/Juba Africa/Khartoum
GMT=0 WAT=3600 : Africa/Lagos Africa/Malabo Africa/Niamey Africa/Porto-Novo Africa/Sao_Tome
SAST=7200 : Africa/Mbabane
MMT=-2670 GMT=0 : Africa/Monrovia
WAT=3600 WAST=7200 : Africa/Ndjamena
CET=3600 EET=7200 : Africa/Tripoli Libya
CET=3600 CEST=7200 : Africa/Tunis Europe/Andorra Europe/Belgrade Europe/Budapest Europe/Busingen Europe/Copenhagen
  Europe/Ljubljana Europe/Malta Europe/Oslo Europe/Podgorica Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje
  Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Zagreb Europe/Zurich
WAT=3600 CAT=7200 SAST=10800 : Africa/Windhoek
BST=-39600 HST=-36000 HDT=-32400 : America/Adak America/Atka US/Aleutian
AHST=-36000 AKST=-32400 AKDT=-28800 : America/Anchorage US/Alaska
AST=-14400 : America/Anguilla America/Aruba America/Curacao America/Dominica America/Grenada America/Guadeloupe
  America/Miquelon America/Montserrat America/Port_of_Spain America/St_Kitts America/St_Lucia America/St_Thomas
  America/St_Vincent America/Tortola
EST=-18000 AST=-14400 : America/Antigua America/Santo_Domingo
CST=-21600 EST=-18000 : America/Atikokan
MST=-25200 CST=-21600 CDT=-18000 : America/Bahia_Banderas America/Chihuahua America/Mexico_City America/Monterrey
  America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga Mexico/General
AST=-14400 ADT=-10800 : America/Barbados America/Glace_Bay America/Halifax America/Martinique America/Moncton
  America/Thule Canada/Atlantic
CST=-21600 CDT=-18000 : America/Belize America/Chicago America/Costa_Rica America/El_Salvador America/Guatemala
  America/Indiana/Knox America/Knox_IN America/Managua America/Matamoros America/Menominee America/Merida
  America/Rainy_River America/Rankin_Inlet America/Resolute America/Tegucigalpa America/Winnipeg CST6CDT Canada/Central
  US/Central US/Indiana-Starke
AST=-14400 APT=-10800 : America/Blanc-Sablon America/Kralendijk America/Lower_Princes America/Marigot
  America/Puerto_Rico America/St_Barthelemy America/Virgin
PST=-28800 MST=-25200 MDT=-21600 : America/Boise America/Inuvik
MST=-25200 MDT=-21600 EST=-18000 : America/Cambridge_Bay
CST=-21600 EST=-18000 EDT=-14400 : America/Cancun America/Detroit America/Fort_Wayne America/Indiana/Indianapolis
  America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes
  America/Indiana/Winamac America/Indianapolis America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello
  America/Louisville America/Pangnirtung US/East-Indiana US/Michigan
EST=-18000 : America/Cayman America/Coral_Harbour America/Panama EST
MST=-25200 MDT=-21600 CDT=-18000 : America/Ciudad_Juarez
SMT=-16965 : America/Coyhaique America/Punta_Arenas America/Santiago Chile/Continental
PST=-28800 MST=-25200 : America/Creston America/Dawson_Creek America/Fort_Nelson
YST=-32400 PST=-28800 MST=-25200 : America/Dawson America/Whitehorse Canada/Yukon
MST=-25200 MDT=-21600 : America/Denver America/Edmonton America/Hermosillo America/Mazatlan America/Phoenix
  America/Shiprock America/Yellowknife Canada/Mountain MST MST7MDT Mexico/BajaSur Navajo US/Arizona US/Mountain
PST=-28800 PDT=-25200 : America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver
  Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific
AST=-14400 NST=-12652 NST=-12600 ADT=-10800 NDT=-9052 NDT=-9000 ADDT=-7200 : America/Goose_Bay
EST=-18000 EDT=-14400 : America/Grand_Turk America/Jamaica America/Montreal America/Nassau America/New_York
  America/Nipigon America/Port-au-Prince America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT Jamaica US/Eastern
CST=-18000 CDT=-14400 : America/Havana Cuba
CST=-21600 CDT=-18000 EDT=-14400 : America/Indiana/Tell_City
AKST=-32400 AKDT=-28800 PDT=-25200 : America/Juneau America/Metlakatla America/Sitka
BST=-12756 : America/La_Paz
MMT=-13491 : America/Montevideo
BST=-39600 BDT=-36000 AKST=-32400 AKDT=-28800 : America/Nome
PMT=-13252 PMT=-13236 : America/Paramaribo
MST=-25200 CST=-21600 : America/Regina America/Swift_Current Canada/Saskatchewan
NST=-12652 NST=-12600 NDT=-9052 NDT=-9000 NDDT=-5400 : America/St_Johns Canada/Newfoundland
AKST=-32400 AKDT=-28800 : America/Yakutat
-00=0 : Antarctica/Davis Antarctica/DumontDUrville Antarctica/Vostok Factory
-00=0 AEST=36000 AEDT=39600 : Antarctica/Macquarie
NZST=43200 NZDT=46800 : Antarctica/McMurdo
NZMT=41400 NZST=43200 NZST=45000 NZDT=46800 : Antarctica/South_Pole NZ Pacific/Auckland
CET=3600 CEST=7200 CEMT=10800 : Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Berlin
EET=7200 : Asia/Amman Asia/Damascus Asia/Istanbul Europe/Istanbul Turkey
IST=19800 : Asia/Calcutta Asia/Kolkata
CST=28800 CDT=32400 : Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC
  ROC
PLMT=25590 : Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Saigon Asia/Vientiane
HKT=28800 HKWT=30600 HKST=32400 : Asia/Hong_Kong Hongkong
WIB=25200 : Asia/Jakarta
WIT=32400 : Asia/Jayapura
IST=7200 IDT=10800 IDDT=14400 : Asia/Jerusalem Asia/Tel_Aviv Israel
PKT=18000 PKST=21600 : Asia/Karachi
MMT=28656 WITA=28800 : Asia/Makassar Asia/Ujung_Pandang
PST=28800 PDT=32400 : Asia/Manila
WIB=25200 PMT=26240 WITA=28800 : Asia/Pontianak
KST=30600 KST=32400 : Asia/Pyongyang
KST=30600 KST=32400 KDT=34200 KDT=36000 : Asia/Seoul ROK
TMT=12344 : Asia/Tehran Iran
JST=32400 JDT=36000 : Asia/Tokyo Japan
PMT=13505 : Asia/Yekaterinburg
WEST=3600 : Atlantic/Azores
BMT=-15558 AST=-14400 BST=-11958 ADT=-10800 : Atlantic/Bermuda
WET=0 WEST=3600 : Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira
AEST=36000 AEDT=39600 : Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie Australia/Hobart
  Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland Australia/Sydney Australia/Tasmania
  Australia/Victoria
ACST=34200 ACDT=37800 : Australia/Adelaide Australia/Broken_Hill Australia/Darwin Australia/North Australia/South
  Australia/Yancowinna
AWST=28800 AWDT=32400 : Australia/Perth Australia/West
CET=3600 EET=7200 EEST=10800 : EET Europe/Athens Europe/Sofia
GMT=0 IST=2079 IST=3600 : Eire Europe/Dublin
UTC=0 : Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
AMT=1172 CET=3600 NST=4772 CEST=7200 : Europe/Amsterdam
GMT=0 BST=3600 BDST=7200 : Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire
GMT=0 CET=3600 CEST=7200 : Europe/Bratislava Europe/Gibraltar Europe/Prague
CET=3600 BMT=6264 EET=7200 EEST=10800 MSD=14400 : Europe/Chisinau Europe/Tiraspol
CET=3600 EET=7200 MSD=14400 : Europe/Kaliningrad Europe/Minsk
CET=3600 EET=7200 EEST=10800 MSD=14400 : Europe/Kiev Europe/Kyiv Europe/Uzhgorod Europe/Zaporozhye
MSK=10800 MSK=14400 : Europe/Kirov
WET=0 WEST=3600 CEST=7200 : Europe/Lisbon Portugal WET
EET=7200 MMT=9079 MSK=10800 MST=12679 MSK=14400 MDST=16279 : Europe/Moscow W-SU
CET=3600 RMT=5794 EET=7200 LST=9394 EEST=10800 MSD=14400 : Europe/Riga
CET=3600 EET=7200 MSK=10800 MSK=14400 : Europe/Simferopol
CET=3600 TMT=5940 EET=7200 EEST=10800 MSD=14400 : Europe/Tallinn
CET=3600 KMT=5736 EET=7200 EEST=10800 MSD=14400 : Europe/Vilnius
MSK=10800 : Europe/Volgograd
CET=3600 CEST=7200 EEST=10800 : Europe/Warsaw Poland
HST=-37800 HST=-36000 HPT=-34200 : HST Pacific/Honolulu Pacific/Johnston US/Hawaii
EAT=10800 EAST=14400 : Indian/Antananarivo
ChST=36000 GDT=39600 : Pacific/Guam Pacific/Saipan
SST=-39600 : Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa`
