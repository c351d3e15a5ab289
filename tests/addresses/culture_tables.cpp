// The people of the labelled set. Written down by themselves, out of general knowledge:
// nothing here comes from the tables of core/addresses, and nothing there from here.
#include "tests/addresses/culture.hpp"

namespace latchkey::name_pairs {
namespace {

Culture english() {
  Culture c{.name = "English"};
  c.given = names_in(
      "James Mary Robert Linda Michael Barbara Stuart Hazel Gordon Fiona Trevor Imogen Duncan "
      "Phoebe Russell Bethany Clifford Rosalind Wesley Tamsin Desmond Harriet Nigel Penelope");
  c.surnames = names_in(
      "Whitfield Ashworth Pemberton Hargreaves Lockwood Fairbanks Thornton Blackwell Sutherland "
      "Merriweather Kingsley Holloway Winslow Radcliffe Bancroft Ellsworth Dunmore Prescott "
      "Stanhope Underhill Carmichael Gallagher O'Hara=ohara MacLeod");
  c.two_given_names = true;
  return c;
}

Culture german() {
  Culture c{.name = "German"};
  c.given = names_in(
      "Jürgen=juergen|jurgen Günther=guenther|gunther Käthe=kaethe|kathe Jörg=joerg|jorg "
      "Sören=soeren|soren Bärbel=baerbel|barbel Wolfgang Heike Lothar Sabine "
      "Rüdiger=ruediger|rudiger "
      "Hannelore Friederike Eckhard Annegret Reinhold Gisela Torsten Jutta Manfred");
  c.surnames = names_in(
      "Müller=mueller|muller Schäfer=schaefer|schafer Köhler=koehler|kohler "
      "Größmann=groessmann|grossmann "
      "Weiß=weiss Krüger=krueger|kruger Böttcher=boettcher|bottcher Lindemann Zimmermann "
      "Hölzer=hoelzer|holzer Brandstätter=brandstaetter|brandstatter Vogelsang Eichhorn "
      "Kühn=kuehn|kuhn "
      "Wagenknecht Rosenbaum Jäger=jaeger|jager Pfeiffer Hülsmann=huelsmann|hulsmann "
      "Dörrie=doerrie|dorrie");
  c.particles = {"von"};
  return c;
}

Culture nordic() {
  Culture c{.name = "Nordic"};
  c.given = names_in(
      "Bjørn=bjorn|bjoern Åse=ase|aase Søren=soren|soeren Jørgen=jorgen|joergen Kåre=kare|kaare "
      "Ragnhild Sigrid Torbjörn=torbjorn|torbjoern Göran=goran|goeran Håkan=hakan|haakan Gunnar "
      "Lærke=laerke|larke Solveig Asbjørn=asbjorn|asbjoern Päivi=paivi|paeivi Märta=marta|maerta");
  c.surnames = names_in(
      "Sjöberg=sjoberg|sjoeberg Øvergård=overgard|oevergaard|overgaard "
      "Lindström=lindstrom|lindstroem "
      "Hågensen=hagensen|haagensen Nygård=nygard|nygaard Grønlund=gronlund|groenlund "
      "Bergström=bergstrom|bergstroem Kjærgaard=kjaergaard|kjargaard "
      "Ødegård=odegard|oedegaard|odegaard "
      "Hämäläinen=hamalainen Rasmussen Ekström=ekstrom|ekstroem Thorvaldsen "
      "Åkesson=akesson|aakesson "
      "Vestergaard Järvinen=jarvinen|jaervinen");
  return c;
}

Culture french() {
  Culture c{.name = "French"};
  c.given = names_in(
      "Jean-Luc=jean-luc Hélène=helene François=francois Geneviève=genevieve "
      "Marie-Claire=marie-claire "
      "Stéphane=stephane Aurélie=aurelie Benoît=benoit Élodie=elodie Pierre-Yves=pierre-yves "
      "Thibault "
      "Anne-Sophie=anne-sophie Guillaume Solène=solene Maxence Chloé=chloe");
  c.surnames = names_in(
      "Lefèvre=lefevre Beauchamp Delacroix Rousseau Fontaine Châtelain=chatelain Moreau Girard "
      "Perrault Desjardins Gauthier Levasseur Marchand Poirier Thévenet=thevenet Villeneuve");
  c.particles = {"de", "du"};
  return c;
}

Culture spanish() {
  Culture c{.name = "Spanish"};
  c.given = names_in(
      "José=jose María=maria Íñigo=inigo Begoña=begona Joaquín=joaquin Rocío=rocio Andrés=andres "
      "Leticia Álvaro=alvaro Inmaculada Gonzalo Concepción=concepcion Rodrigo "
      "Encarnación=encarnacion "
      "Xavier Lourdes");
  c.surnames = names_in(
      "García=garcia Fernández=fernandez Ibáñez=ibanez Núñez=nunez Domínguez=dominguez "
      "Castaño=castano "
      "Villalobos Echeverría=echeverria Montenegro Zapatero Quiroga Benítez=benitez Salcedo Oviedo "
      "Arriaga Camacho Peñalver=penalver Murillo");
  c.two_surnames = true;
  return c;
}

Culture italian() {
  Culture c{.name = "Italian"};
  c.given = names_in(
      "Giuseppe Francesca Alessandro Chiara Lorenzo Beatrice Niccolò=niccolo Ludovica Gianluca "
      "Margherita Pierpaolo Ilaria Vincenzo Annalisa");
  c.surnames = names_in(
      "Bianchi Colombo Ferrari Esposito Marchetti Santoro Lombardi Pellegrini Moretti Guerra "
      "Fiorentino Barbieri Caruso Montanari");
  c.particles = {"de", "di"};
  return c;
}

Culture dutch() {
  Culture c{.name = "Dutch"};
  c.given = names_in(
      "Joost Marijke Pieter Annemieke Sjoerd Liesbeth Willem Geertruida Maarten Femke Koen Saskia "
      "Ruben Wilhelmina Bas Hendrikje");
  c.surnames = names_in(
      "Berg Dijk=dijk|dyk Vries Bakker Hoekstra Kuipers Boer Wijngaard=wijngaard|wyngaard Meulen "
      "Postma Linden Brink Veldhuizen Molenaar Schouten Zanden");
  c.particles = {"van", "van der", "de", "van den"};
  return c;
}

Culture polish() {
  Culture c{.name = "Polish"};
  c.given = names_in(
      "Łukasz=lukasz Małgorzata=malgorzata Grzegorz Zofia Wojciech Bożena=bozena "
      "Stanisław=stanislaw "
      "Jadwiga Przemysław=przemyslaw Halina Zbigniew Danuta Mirosław=miroslaw Grażyna=grazyna");
  c.surnames = names_in(
      "Kowalczyk Wiśniewski=wisniewski Wójcik=wojcik Lewandowski Dąbrowski=dabrowski "
      "Zieliński=zielinski "
      "Szymański=szymanski Woźniak=wozniak Jabłoński=jablonski Mazurek Krawczyk Piotrowski "
      "Grabowska Nowakowska");
  return c;
}

Culture russian() {
  Culture c{.name = "Russian"};
  c.given = names_in(
      "Александр=alexander|aleksandr|alexandr Дмитрий=dmitry|dmitri|dmitriy Сергей=sergey|sergei "
      "Юлия=yulia|julia|yuliya|iuliia Евгений=evgeny|evgeniy|yevgeny "
      "Наталья=natalia|natalya|nataliya "
      "Михаил=mikhail|mihail Татьяна=tatiana|tatyana Алексей=alexey|alexei|aleksey "
      "Ксения=ksenia|kseniya|xenia Фёдор=fedor|fyodor Екатерина=ekaterina|yekaterina Игорь=igor "
      "Людмила=lyudmila|ludmila|liudmila Юрий=yuri|yury|yuriy Мария=maria|mariya");
  c.surnames = names_in(
      "Хрущёв=khrushchev|khruschev Петровский=petrovsky|petrovskiy|petrovski Иванов=ivanov "
      "Жуков=zhukov|jukov Щербаков=shcherbakov|scherbakov Цветаев=tsvetaev|cvetaev "
      "Соловьёв=soloviev|solovyov|solovev Захаров=zakharov|zaharov "
      "Чернышевский=chernyshevsky|chernyshevskiy "
      "Михайлов=mikhailov|mihailov|mikhaylov Яковлев=yakovlev|iakovlev Федотов=fedotov "
      "Лебедев=lebedev Ковальский=kovalsky|kovalskiy|kovalski Ершов=ershov|yershov "
      "Юдин=yudin|iudin");
  return c;
}

Culture balkan() {
  Culture c{.name = "South Slavic"};
  c.given = names_in(
      "Željko=zeljko|zheljko Snežana=snezana|snezhana Dušan=dusan|dushan Đorđe=djordje|dorde "
      "Miloš=milos|milosh Jasmina Goran Vesna Branislav Ljiljana Nikola Tijana");
  c.surnames = names_in(
      "Kovačević=kovacevic|kovachevic Jovanović=jovanovic Đurić=djuric|duric Šarić=saric|sharic "
      "Petrović=petrovic Živković=zivkovic|zhivkovic Nikolić=nikolic "
      "Stojanović=stojanovic|stoyanovic "
      "Babić=babic Marković=markovic Radović=radovic Tomić=tomic");
  return c;
}

Culture arabic() {
  Culture c{.name = "Arabic"};
  c.given = names_in(
      "محمد=mohammed|muhammad|mohamed|mohammad أحمد=ahmed|ahmad يوسف=youssef|yousef|yusuf "
      "فاطمة=fatima|fatimah خالد=khaled|khalid عمر=omar|umar حسين=hussein|hussain|husayn "
      "مصطفى=mustafa|mostafa نور=noor|nour زينب=zainab|zeinab سعيد=said|saeed "
      "إبراهيم=ibrahim|ebrahim "
      "ليلى=layla|leila|laila طارق=tarek|tariq|tareq هشام=hisham|hicham عائشة=aisha|aicha|ayesha");
  c.surnames = names_in(
      "الرشيد=alrashid|al-rashid|alrasheed|elrashid الحداد=alhaddad|al-haddad|haddad "
      "منصور=mansour|mansoor|mansur المصري=almasri|al-masri|elmasry خوري=khoury|khouri "
      "عبد_الرحمن=abdulrahman|abdelrahman|abdurrahman النجار=alnajjar|al-najjar|najjar "
      "شاهين=shaheen|shahin|chahine قاسم=qasim|kassem|kasim بن_علي=benali|ben-ali "
      "الشريف=alsharif|al-sharif|elsherif زيدان=zidan|zidane|zaidan صالح=saleh|salih "
      "حمدان=hamdan سليمان=suleiman|soliman|sulaiman");
  return c;
}

Culture turkish() {
  Culture c{.name = "Turkish"};
  c.given = names_in(
      "Ayşe=ayse|ayshe Çağla=cagla|chagla Özgür=ozgur|oezguer Şebnem=sebnem|shebnem "
      "Gülşen=gulsen|guelsen İbrahim=ibrahim Yiğit=yigit Ümit=umit|uemit Emre Zeynep Burak Elif");
  c.surnames = names_in(
      "Yılmaz=yilmaz Çelik=celik|chelik Öztürk=ozturk|oeztuerk Şahin=sahin|shahin Doğan=dogan "
      "Güneş=gunes|guenes Kılıç=kilic|kilich Aydın=aydin Arslan Özdemir=ozdemir|oezdemir "
      "Yıldırım=yildirim Koç=koc|koch");
  return c;
}

Culture north_indian() {
  Culture c{.name = "North Indian"};
  c.given = names_in(
      "Vikram Lakshmi=lakshmi|laxmi Siddharth=siddharth|sidharth Pooja=pooja|puja "
      "Sandeep=sandeep|sandip Deepika=deepika|dipika Rajesh Neelam=neelam|nilam Vivek Priyanka "
      "Manish Shweta=shweta|sweta Ashwin=ashwin|aswin Jyoti=jyoti|jyothi Harish "
      "Meenakshi=meenakshi|minakshi");
  c.surnames = names_in(
      "Chaudhary=chaudhary|choudhary|chowdhury Mukherjee=mukherjee|mukherji "
      "Agarwal=agarwal|aggarwal "
      "Sharma Banerjee=banerjee|banerji Verma=verma|varma Bhattacharya=bhattacharya|bhattacharyya "
      "Mishra=mishra|misra Srivastava=srivastava|shrivastava Gupta Singh Saxena=saxena|saksena "
      "Trivedi Rathore=rathore|rathor Joshi Kulkarni");
  return c;
}

/// Father's initial before or after the own name, which is used alone.
Culture south_indian() {
  Culture c{.name = "South Indian"};
  c.given = names_in("S. R. K. V. M. T. N. P. G. B.");
  c.surnames = names_in(
      "Ramanathan Subramaniam=subramaniam|subramanian|subramanyam Venkatesan=venkatesan|vengatesan "
      "Krishnamurthy=krishnamurthy|krishnamurti Rajagopal=rajagopal|rajagopaal "
      "Lakshmanan=lakshmanan|laxmanan "
      "Thirunavukkarasu=thirunavukkarasu|thirunavukarasu "
      "Balasubramaniam=balasubramaniam|balasubramanian "
      "Parthasarathy=parthasarathy|parthasarathi Gopalakrishnan Meenakshisundaram "
      "Chandrasekaran=chandrasekaran|chandrasekharan "
      "Natarajan Sivakumar=sivakumar|shivakumar Padmanabhan");
  return c;
}

Culture chinese() {
  Culture c{.name = "Chinese"};
  c.given = names_in(
      "小明=xiaoming|xiao-ming 丽华=lihua|li-hua 建国=jianguo|jian-guo 秀英=xiuying|xiu-ying "
      "志强=zhiqiang|zhi-qiang 婷婷=tingting|ting-ting 海燕=haiyan|hai-yan 文博=wenbo|wen-bo "
      "雨欣=yuxin|yu-xin 国栋=guodong|guo-dong 佳怡=jiayi|jia-yi 俊杰=junjie|jun-jie "
      "雪梅=xuemei|xue-mei "
      "浩然=haoran|hao-ran 思远=siyuan|si-yuan 晓东=xiaodong|xiao-dong");
  c.surnames = names_in(
      "李=li 王=wang 张=zhang 刘=liu 陈=chen 杨=yang 赵=zhao 黄=huang 周=zhou 吴=wu 徐=xu 孙=sun "
      "胡=hu "
      "吕=lv|lu|lyu 欧阳=ouyang 郑=zheng");
  c.surname_first = true;
  return c;
}

Culture vietnamese() {
  Culture c{.name = "Vietnamese"};
  // The middle name is part of what one is called by in full.
  c.given = names_in(
      "Văn_An=van-an Thị_Hương=thi-huong Minh_Tuấn=minh-tuan Ngọc_Lan=ngoc-lan Đức_Anh=duc-anh "
      "Thu_Thủy=thu-thuy Quốc_Bảo=quoc-bao Hồng_Nhung=hong-nhung Thanh_Tùng=thanh-tung "
      "Phương_Thảo=phuong-thao Hoàng_Long=hoang-long Kim_Chi=kim-chi");
  c.surnames = names_in(
      "Nguyễn=nguyen Trần=tran Lê=le Phạm=pham Hoàng=hoang Phan=phan Vũ=vu Đặng=dang Bùi=bui Đỗ=do "
      "Hồ=ho Ngô=ngo");
  c.surname_first = true;
  return c;
}

Culture portuguese() {
  Culture c{.name = "Portuguese"};
  c.given = names_in(
      "João=joao Conceição=conceicao Thiago Inês=ines Luís=luis Antônio=antonio Fátima=fatima "
      "Tomás=tomas "
      "Leonor Rafael Letícia=leticia Gonçalo=goncalo Beatriz Vinícius=vinicius");
  c.surnames = names_in(
      "Gonçalves=goncalves Magalhães=magalhaes Carvalho Figueiredo Cardoso Teixeira "
      "Guimarães=guimaraes "
      "Azevedo Conceição=conceicao Nascimento Sampaio Vasconcelos Macedo Brandão=brandao");
  c.particles = {"da", "de", "dos"};
  c.two_surnames = true;
  return c;
}

// Not seen while the finder was tuned.

Culture greek() {
  Culture c{.name = "Greek"};
  c.given = names_in(
      "Γιώργος=giorgos|yiorgos|george Νίκος=nikos Ελένη=eleni Χρήστος=christos|hristos "
      "Δημήτρης=dimitris|dimitrios Κωνσταντίνα=konstantina|constantina "
      "Γιάννης=giannis|yannis|ioannis "
      "Παρασκευή=paraskevi Ευαγγελία=evangelia|evaggelia Αθανάσιος=athanasios|thanasis "
      "Φωτεινή=foteini|fotini Σταύρος=stavros");
  c.surnames = names_in(
      "Παπαδόπουλος=papadopoulos Γεωργίου=georgiou Βασιλείου=vasileiou|vassiliou "
      "Χατζής=chatzis|hatzis "
      "Νικολαΐδης=nikolaidis|nicolaidis Αγγελόπουλος=angelopoulos|aggelopoulos "
      "Καραγιάννης=karagiannis|karayannis "
      "Οικονόμου=oikonomou|economou Μιχαηλίδης=michailidis|mihailidis Δημητρίου=dimitriou "
      "Αθανασίου=athanasiou Ξενάκης=xenakis");
  return c;
}

Culture korean() {
  Culture c{.name = "Korean"};
  c.given = names_in(
      "민준=minjun|min-jun|minjoon 서연=seoyeon|seo-yeon|seoyoun 지훈=jihoon|ji-hoon|jihun "
      "현우=hyunwoo|hyun-woo|hyeonu 수진=soojin|sujin|soo-jin 영미=youngmi|yeongmi "
      "은지=eunji|eun-ji "
      "동현=donghyun|dong-hyun 혜진=hyejin|hye-jin 성호=sungho|seongho|sung-ho "
      "지영=jiyoung|ji-young|jiyeong "
      "태훈=taehoon|taehun|tae-hoon");
  c.surnames = names_in(
      "김=kim|gim 이=lee|yi 박=park|pak 최=choi|choe 정=jung|jeong|chung 강=kang 조=cho|jo "
      "윤=yoon|yun "
      "장=jang|chang 임=lim|im 한=han 오=oh");
  c.surname_first = true;
  return c;
}

Culture hungarian() {
  Culture c{.name = "Hungarian"};
  c.given = names_in(
      "László=laszlo Zsuzsanna György=gyorgy|gyoergy Ágnes=agnes Gergő=gergo Erzsébet=erzsebet "
      "Tamás=tamas "
      "Ildikó=ildiko Bálint=balint Krisztina Sándor=sandor Zoltán=zoltan Márta=marta "
      "Ödön=odon|oedoen");
  c.surnames = names_in(
      "Szabó=szabo Kovács=kovacs Tóth=toth Horváth=horvath Nagy Kiss Molnár=molnar Németh=nemeth "
      "Farkas Szűcs=szucs|szuecs Fehérvári=fehervari Bognár=bognar Körösi=korosi|koeroesi "
      "Ördög=ordog|oerdoeg");
  c.surname_first = true;
  return c;
}

}  // namespace

std::vector<Culture> cultures(bool unseen) {
  std::vector<Culture> all{english(),    german(),    nordic(),       french(),       spanish(),
                           italian(),    dutch(),     polish(),       russian(),      balkan(),
                           arabic(),     turkish(),   north_indian(), south_indian(), chinese(),
                           vietnamese(), portuguese()};
  if (unseen) {
    all.push_back(greek());
    all.push_back(korean());
    all.push_back(hungarian());
  }
  return all;
}

}  // namespace latchkey::name_pairs
