#pragma once

#include <string_view>

namespace latchkey {

/// Given names that are frequent somewhere, as addresses spell them, separated by spaces; of one
/// first letter the more frequent stand first. They tell where a local part without separators
/// divides ("janedoe"), and what an initial may stand for. Nobody is judged by not being here.
inline constexpr std::string_view k_given_names =
    "anna andreas alexander andrew ana antonio ahmed ali alex adam amanda andrea alice anne andre "
    "anthony amir aleksandr alexandra arthur angela ashley agnieszka arjun amit anil ajay anita "
    "andrei anton antoine alberto alejandro aisha abdul astrid axel "
    "ben benjamin barbara brian bernd birgit bruno bob beatriz bogdan bartosz bharat brigitte "
    "christian carlos claudia chris christina charles chen carmen catherine caroline cristina "
    "camille cesar clara cecilia carl craig "
    "david daniel dmitry diana dennis daniela dirk david denis diego deepak dominik dieter douglas "
    "dorota debora dariusz "
    "elena emma eva eric elizabeth erik eduardo emily esther ekaterina elisabeth emmanuel edward "
    "enrique ewa emre elif eduard "
    "frank francesco fernando fatima felix florian francois frederic fabio francisco franz farid "
    "fiona fredrik filip "
    "george giovanni giuseppe gabriel gary georg graham gerard guillaume gloria gustavo giulia "
    "greg "
    "grace gunther gopal grzegorz "
    "hans hassan helen henrik hannah hiroshi heinz heike hugo hussein harry hui hao helena holger "
    "heather henry hiro hector harald "
    "ivan igor irina isabel ibrahim ian ines ingrid ilya isabelle imran irene iman "
    "john james jane jan jose juan julia jessica jennifer jean jens jonas jorge joseph joao jack "
    "jakob javier jun jing jiri jason julien jan johannes jacques justin jonathan joanna jeff jie "
    "karl karin kevin katarzyna kumar khalid kate kim klaus kenji krzysztof kristina konstantin "
    "karen kathrin katja keith kiran kai "
    "laura lisa luis lars linda lucas lucia li luca leon lei lukas louis leila laurent lena lin "
    "ludmila liam ling "
    "maria michael martin mohammed mark mary marco markus maria mario matthew marta michel monika "
    "miguel manuel marie mohamed max matthias mariana mike marek magdalena mehmet min mustafa "
    "mikhail marina melanie mei maxim "
    "nicolas nina natalia nicole nikolai nadia neil noah nick nancy norbert nguyen nuno nils "
    "natasha naveen "
    "olga oliver omar oscar olivier olena oleg osman ola otto olivia "
    "peter paul pedro patrick pierre petra piotr pablo paula pavel philip patricia priya pascal "
    "philippe paolo pradeep pauline paulo per "
    "robert richard rachel raj roberto rosa ricardo ralf ravi rafael ryan rebecca roland rahul "
    "ramesh ruth renate romain rajesh rui rita roman rolf "
    "sarah stefan susan sara sergey sandra simon steven sofia stephen stephanie sven sebastian "
    "svetlana samuel sophie sanjay sunil suresh said silvia scott sean santiago samir sergio "
    "stefano "
    "thomas tim tom tatiana thierry tobias tomas tina teresa tony torsten takashi tariq tran theo "
    "tamara tanja tao takeshi tuan "
    "ulrich ursula uwe ulrike umar usha uma "
    "victor vladimir vera vincent valentina vijay vanessa virginie veronika viktor victoria vikram "
    "volker venkat "
    "william wei wolfgang werner walter wang wendy wojciech will wilhelm "
    "xavier xin xiao ximena xu "
    "yuri yusuf yan yuki yang yves yasmin yulia youssef yolanda yi ying yong "
    "zhang zoe zainab zoltan zuzana zhen zeynep";

}  // namespace latchkey
