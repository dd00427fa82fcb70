"""Made-up names from small lists of common ones, of many origins and in several scripts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Common names of one origin, the ethnic codes (SSDA903) it is drawn for, and how often."""

    ethnicities: tuple[str, ...]
    weight: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]


def _origin(ethnicities: str, weight: float, girls: str, boys: str, surnames: str) -> Origin:
    return Origin(
        tuple(ethnicities.split()), weight, tuple(girls.split()), tuple(boys.split()), tuple(surnames.split())
    )


ORIGINS: tuple[Origin, ...] = (
    _origin("WBRI WIRI WIRT MWBC MWBA MWAS MOTH", 60,
            "Amelia Olivia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophie Grace Evie Poppy Ella Ruby "
            "Chloe Daisy "
            "Erin Maisie Summer Jasmine Niamh Leah Kayleigh Bethany Skye Tia Lexi",
            "Oliver George Noah Arthur Harry Leo Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie Theo Archie "
            "Joshua "
            "Logan Tyler Callum Kieran Connor Jayden Riley Mason Reece Liam Ethan Finley Declan",
            "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White "
            "Roberts "
            "Green Hall Wood Jackson Clarke Harris Lewis Cooper Ward Turner Hill Moore Baker Kelly Murphy O'Brien "
            "Byrne "
            "Doherty Price Bell Shaw Mills Grant Marsh Holt"),
    _origin("WOTH", 3.5, "Zuzanna Hanna Maja Oliwia Łucja Zofia Elena Ioana Andreea",
            "Jakub Szymon Kacper Michał Wojciech Andrei Ștefan Ionuț Radu",
            "Kowalski Nowak Wiśniewski Wójcik Zieliński Popescu Ionescu Dumitrescu Stoica Horváth Novák"),
    _origin("WOTH", 0.6, "Анна Олена Дарина Марія Софія", "Іван Максим Олег Дмитро Андрій",
            "Коваленко Шевченко Бондаренко Петренко Мельник"),
    _origin("WROM", 0.6, "Maria Denisa Florica Rebeca Esmeralda", "Florin Marius Samuel Ricardo Denis",
            "Lăcătuș Ciurar Căldăraru Mihai Balog Horváthová"),
    _origin("APKN", 8, "Aisha Fatima Zainab Maryam Hafsa Khadija Iqra Noor Sana Amina",
            "Muhammad Ibrahim Yusuf Hamza Bilal Zain Ali Umar Hassan Adeel",
            "Khan Hussain Ahmed Iqbal Mahmood Akhtar Malik Shah Mirza Begum Bibi"),
    _origin("APKN", 0.5, "عائشہ فاطمہ زینب مریم", "محمد ابراہیم یوسف حمزہ", "خان حسین احمد اقبال"),
    _origin("ABAN", 2.5, "Nusrat Tahmina Sumaiya Farhana Rukhsana Jannat", "Rahim Karim Tanvir Shafiq Imran Mahfuz",
            "Rahman Islam Chowdhury Uddin Miah Hoque Khatun"),
    _origin("ABAN", 0.4, "নুসরাত তাহমিনা সুমাইয়া", "রহিম করিম তানভীর", "রহমান ইসলাম চৌধুরী"),
    _origin("AIND", 3, "Priya Anjali Simran Harpreet Kavya Diya", "Arjun Rohan Gurpreet Jaspal Aarav Vikram",
            "Singh Kaur Patel Sharma Gill Sandhu Mistry Desai"),
    _origin("AIND", 0.3, "ਸਿਮਰਨ ਹਰਪ੍ਰੀਤ ਜਸਲੀਨ", "ਗੁਰਪ੍ਰੀਤ ਅਰਜਨ ਜਸਪਾਲ", "ਸਿੰਘ ਕੌਰ ਗਿੱਲ"),
    _origin("BCRB MWBC BOTH", 3.5, "Shanice Tianna Naomi Keziah Aaliyah Renee", "Tyrell Jerome Andre Malachi Kai "
            "Josiah",
            "Campbell Gordon Francis Reid Bailey Henry Palmer Morgan"),
    _origin("BAFR MWBA BOTH", 4.5, "Adaeze Chidinma Folake Abena Efua Hodan Sagal Winta",
            "Chukwuemeka Olúwaṣeun Kwame Kofi Abdirahman Mohamed Filmon Yonas",
            "Okafor Adeyemi Mensah Boateng Osei Hassan Warsame Tesfaye Balogun Nwosu"),
    _origin("BAFR", 0.5, "ሰላም ሄለን ሳራ", "ዮናስ ፍቅሩ ዳዊት", "ተስፋዬ በቀለ ገብረ"),
    _origin("CHNE", 0.5, "Mei Xiu Lan Yan", "Wei Jun Ming Hao", "Chen Wang Li Zhang Liu"),
    _origin("CHNE", 0.2, "美玲 雨涵 欣怡", "浩然 子轩 志明", "陈 王 李 张"),
    _origin("AOTH OOTH MOTH REFU NOBT", 5, "Nadia Shirin Leila Thi Lan Maryam Dilnoza Rozhin",
            "Ahmad Reza Minh Hung Karwan Najib Samir Aram", "Nguyen Tran Ahmadi Rezaei Karimi Haddad Aziz Saleh"),
    _origin("AOTH OOTH", 0.6, "شيرين ليلى نور", "أحمد سمير كروان", "كريمي عزيز صالح حداد"),
)  # fmt: skip

STREETS = (
    "Acacia Avenue", "Beech Close", "Canal Street", "Chapel Lane", "Church Road", "Elm Grove", "Factory Row",
    "George Street", "High Street", "Kiln Lane", "Lime Walk", "Mill Road", "New Street", "Orchard Way", "Park Lane",
    "Queen's Road", "Station Road", "Tower View", "Victoria Street", "Willow Drive",
)  # fmt: skip
