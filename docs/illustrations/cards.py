"""One thing a screen: more vignettes for the children's cards (320 x 280, no ground line), and the guide."""
from cast import *
from stories2 import bird,fly,jar,wallpic
C={}
def card(name):
    def deco(fn): C['card-'+name]=lambda: svg(320,280,p('M20 262C60 244 250 240 300 262Z',MID)+fn()); return fn
    return deco
def stool(x,y): return rect(x-26,y-4,46,9,WOOD,3)+line(f'M{x-16} {y+4}L{x-22} 258M{x+10} {y+4}L{x+16} 258',WOOD2,6)
K=dict(build='kid')
T=dict(build='teen',bare=False)
def kid(name,x,y=258,r=24,**k): return who(name,x,y,r,**k)
@card('learn')
def _():
    "a child with a book and a question: a whale swims out of the page"
    return kid('sami',104,pose='floor',f=1,mood='wonder',arms=[(-1,(-1.7,-3.2),(-.6,-2.6)),(1,(1.8,-3.2),(1.1,-2.6))])+rot(p('M72 214L108 206 144 214V238L108 230 72 238Z',WALL)+line('M108 206V230',SHADE,3),0,0,0)+p('M168 150C190 96 268 96 286 148C296 150 304 138 302 124C318 140 314 170 286 174C250 190 180 186 168 150Z','#2f6f8f')+p('M172 160C200 178 250 180 282 172C250 190 184 188 172 160Z','#cde7f8')+circ(194,142,5,INKD)+line('M226 104C222 84 204 84 202 74M226 104C230 84 248 84 250 74','#2f8f8f',5)
@card('mine')
def _():
    "arms round a book that is hers alone"
    return who('ivy',160,258,29,f=0,mood='calm',arms=[(-1,(-2,-3.4),(.5,-3.1),dict(nohand=True)),(1,(2,-3.4),(-.5,-2.9),dict(nohand=True))],mid=[('M -1,-4.3 L 1,-4.3 L 1,-2.2 L -1,-2.2 Z','#b03060'),('M .7,-4.3 L 1,-4.3 L 1,-2.2 L .7,-2.2 Z','#8e264d')])+circ(176,170,11.5,SK[0])+circ(144,174,11.5,SK[0])
@card('show')
def _():
    "an older child shows the screen to a grown-up who bends down to it"
    return who('jun',112,258,23,f=1,mood='unsure',build='kid',arms=[(-1,(-1.7,-4.2),(-1.2,-3))],over=[(1,(1.9,-4.6),(2.3,-5.4))])+who('uncle',218,258,19,f=-1,mood='calm',lean=-.12,tilt=-.1,arms=[(1,(2,-6),(1.4,-4.6)),(-1,(-2.2,-6.4),(-2.2,-7.2))])+slab(170,140,24,42,8,False)
@card('speak')
def _():
    "a child explains, an adult has sat down to listen"
    return who('tam',104,258,26,f=1,mood='smile',arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(2,-3.8),(2.1,-4.9),dict(thumb=(.1,-.5)))])+stool(232,207)+who('papa',232,302,19,'chair',-1,'calm',arms=[(1,(2,-6),(.4,-4.8)),(-1,(-2,-6.2),(-1.1,-5))])
@card('safe')
def _():
    "one umbrella for both"
    return p('M70 92Q160 0 250 92Q220 78 205 92Q182 78 160 92Q138 78 115 92Q100 78 70 92Z','#2f6f8f')+line('M160 44V176',INKD,4)+who('gran',198,258,19,f=-1,mood='smile',arms=[(1,(2,-6),(1.3,-4.8)),(-1,(-2.4,-6),(-1.9,-4.6))])+who('bo',112,258,23,f=1,mood='smile',arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(2,-3.4),(2,-3.9))])+''.join(line(f'M{x} {y}l-5 12','#54708c',3) for x,y in((40,70),(56,120),(274,60),(284,116),(34,150)))
@card('join')
def _():
    "headphones and signing hands: all play"
    b=who('hana',84,258,24,f=1,mood='laugh',arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(1.8,-3.4),(1.3,-2.9))],over=[lambda a:(a.stroke('M -1.15,-5.8 C -1.2,-7.9 1.2,-7.9 1.15,-5.8','#20263a',.24),a.el(-1.1,-5.7,.36,.5,'#d8402f'),a.el(1.1,-5.7,.36,.5,'#d8402f'))])
    return b+chairwheel('nia',168,258,21,1,'laugh',arms=[(-1,(-1.4,-3.4),(-.6,-2.6)),(1,(1.8,-3.8),(2,-4.4))])+who('jun',258,258,24,f=-1,mood='laugh',arms=[(1,(1.9,-3.4),(.7,-3.9),dict(thumb=(-.1,-.5))),(-1,(-1.9,-3.6),(-1,-4.5),dict(thumb=(.2,-.5)))])
@card('close')
def _():
    "the tablet lies face down, the child walks off"
    return rect(196,226,96,8,LIT,4)+rect(192,218,104,10,'#39405a',4)+circ(206,222,3,'#8e97b3')+who('sami',110,258,27,f=-1,mood='smile',lean=-.15,arms=[(-1,(-1.8,-3.4),(-1.9,-2.9)),(1,(1.8,-3.4),(1.9,-2.9))])
@card('secret')
def _():
    "a whisper into an ear that listens"
    return stool(208,207)+who('gran',208,302,19,'chair',-1,'calm',tilt=-.3,lean=-.15,leg='#7a2350',arms=[(1,(2,-6),(.2,-5.1)),(-1,(-2.2,-6.2),(-.9,-5.2))])+who('ama',118,258,24,f=1,mood='unsure',arms=[(-1,(-1.7,-3.2),(-1.2,-2.4))],over=[(1,(2,-4.2),(1.2,-5.3))])
@card('call')
def _():
    "before a tap: a call over the shoulder; the box on the screen waits"
    return rot(rect(168,150,112,80,INKD,8)+rect(176,158,96,64,LIT,4)+rect(196,168,56,44,WALL,5)+p('M224 172l6 11 12 2-9 9 2 12-11-6-11 6 2-12-9-9 12-2z','#f4b52e'),6,224,190)+who('bo',104,258,27,f=-1,mood='laugh',arms=[(1,(1.9,-3.4),(2.2,-3.6))],over=[(-1,(-2,-4.4),(-1.1,-5.3),dict(thumb=(.1,-.5)))])
@card('mask')
def _():
    "behind a blue tiger nobody reads your name"
    b=who('jun',160,258,29,f=0,mood='smile',arms=[(-1,(-1.8,-3.4),(-1.3,-2.4))])
    m=p('M114 62L126 40 142 56Q160 50 178 56L194 40 206 62Q212 96 190 112 160 128 130 112 108 96 114 62Z','#3f8fc9')+''.join(line(d,'#20406a',5) for d in('M160 56V74','M148 58l3 13','M172 58l-3 13','M114 84l15 3','M116 96l14-1','M206 84l-15 3','M204 96l-14-1'))+circ(143,84,11,WALL)+circ(177,84,11,WALL)+circ(143,84,5,INKD)+circ(177,84,5,INKD)+p('M152 98h16l-8 9z','#20406a')
    return b+m+line('M212 176L202 112',WOOD2,5)+circ(211,164,12,SK[0])+line('M186 138Q214 150 211 160',SK[0],14)
@card('rest')
def _():
    "hop like a frog; the tablet is asleep under a cloth"
    b=rect(222,214,70,10,'#39405a',4)+p('M214 224Q222 200 256 204T300 224Z','#7b55c7')
    b+=who('kit',128,218,25,'floor',1,'laugh',look=-.1,arms=[(-1,(-2.4,-4.4),(-2.3,-6)),(1,(2.4,-4.4),(2.3,-6))])
    return b+line('M66 244q14 10 26 2M108 250q16 10 32 0M150 246q14 8 26-2',STR,3)
@card('swap')
def _():
    "the phone goes on to the next one, with a song"
    return who('hana',96,258,25,f=1,mood='laugh',arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(2,-3.6),(2.2,-4))])+who('kit',228,258,25,f=-1,mood='laugh',arms=[(1,(1.7,-3.2),(1.2,-2.4)),(-1,(-2,-3.6),(-2.1,-4))])+slab(162,158,22,40,20,False)+circ(152,160,9,SK[0])+circ(174,162,9,SK[2])+''.join(f'<path d="M{x} {y}v-26l14-4v24" fill="none" stroke="{STR}" stroke-width="3"/>'+circ(x-5,y,6,'#d8402f')+circ(x+9,y-6,6,'#d8402f') for x,y in((146,70),(184,96)))
@card('face')
def _():
    "two faces; the phone lies on the floor"
    return stool(208,207)+who('uncle',208,302,19,'chair',-1,'smile',look=.1,arms=[(1,(2,-6),(.2,-5)),(-1,(-2.2,-6.2),(-1.6,-5.4))])+who('ivy',112,258,25,f=1,mood='laugh',look=-.08,arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(2,-3.8),(2,-4.2))])+rect(254,250,34,7,'#39405a',3)
@card('quiet')
def _():
    "the phone goes into the bag; no answer is needed"
    b=who('hana',136,258,24,f=1,mood='calm',**K,arms=[(-1,(-1.9,-4.4),(-1.5,-3.2)),(1,(2.2,-4.6),(2.5,-4.1))])
    return b+slab(196,158,20,36,10,False)+circ(193,152,10,SK[0])+p('M162 178H246L254 256H154Z','#2f8f8f')+p('M162 178H246L248 194H160Z','#257373')+line('M176 178C176 146 232 146 232 178','#257373',6)
@card('beside')
def _():
    "two on one bench"
    b=rect(60,196,200,12,WOOD,3)+rect(76,208,12,52,WOOD2)+rect(232,208,12,52,WOOD2)
    return b+who('sami',112,270,21,'chair',1,'calm',look=.1,**K,arms=[(-1,(-1.9,-4.4),(-.2,-3.7)),(1,(1.8,-4.4),(.9,-3.7))])+who('tam',192,270,21,'chair',-1,'smile',**K,arms=[(1,(1.9,-4.4),(.6,-3.7)),(-1,(-2.1,-5),(-2.3,-4.5))])
@card('words')
def _():
    "goat, umbrella, seven stones, thunder: nobody guesses that"
    g=f'<ellipse cx="238" cy="206" rx="38" ry="22" fill="#f7efe0"/>'+line('M212 220V254M226 224V256M250 224V256M264 218V254','#f7efe0',9)+p('M258 190L284 160 304 172 300 186 276 204Z','#f7efe0')+line('M284 162Q282 142 272 138M292 164Q294 146 288 136',WOOD2,5)+circ(290,172,3,INKD)+line('M302 186v14','#e2d5bc',5)+line('M202 196l-10-10','#f7efe0',8)
    s=''.join(f'<ellipse cx="{x}" cy="{y}" rx="10" ry="7" fill="#54708c"/>' for x,y in((30,258),(50,262),(40,248),(170,262),(190,262),(180,250),(150,264)))
    return g+p('M206 52q4-24 30-22q10-18 32-8q22-4 24 16q16 10 2 22h-80q-18-2-8-8z','#54708c')+p('M250 62L232 92H246L238 116 264 84H250L258 62Z','#f4b52e')+p('M34 82Q104 8 174 82Q152 70 139 82Q122 70 104 82Q86 70 69 82Q56 70 34 82Z','#d8402f')+line('M104 40V164',INKD,4)+who('bo',76,258,21,f=1,mood='smile',**K,arms=[(-1,(-1.7,-4.2),(-1.3,-3.2)),(1,(1.9,-4.8),(1.35,-5))])+s
@card('mend')
def _():
    "a bug on the screen; an adult looks too"
    bug=f'<ellipse cx="160" cy="160" rx="13" ry="17" fill="#d8402f"/>'+circ(160,142,8,INKD)+line('M160 148V176M146 152l-10-6M146 162h-12M147 172l-9 7M174 152l10-6M174 162h12M173 172l9 7',INKD,3)
    return who('lib',238,258,19,f=-1,mood='calm',look=.15,arms=[(1,(2,-6),(1.2,-4.8)),(-1,(-2.2,-6),(-2.4,-5.4))])+who('jun',80,258,22,f=1,mood='wonder',look=.1,**K,arms=[(-1,(-1.7,-4.2),(-1.2,-3.2)),(1,(1.9,-4.4),(1.8,-4.3))])+slab(160,160,82,66,0,True,'#f7efe0')+bug+circ(119,166,9.5,SK[0])+circ(200,164,9,SK[3])
@card('ask')
def _():
    "first the question, then the photo: thumb up"
    return who('tam',226,258,23,f=-1,mood='smile',**K,arms=[(1,(1.8,-4.4),(1.3,-3.2)),(-1,(-2,-4.6),(-1.9,-5.2),dict(thumb=(0,-.62)))])+who('sami',92,258,23,f=1,mood='smile',**K,arms=[(-1,(-1.8,-4.4),(-1.3,-3.2)),(1,(1.9,-4.8),(1.8,-5.2))])+slab(139,138,18,32,0,False)+circ(132,142,9.5,SK[2])
@card('stop')
def _():
    "the clock across the room rings; up she gets"
    b=circ(252,186,34,'#d8402f')+circ(252,186,26,WALL)+line('M252 186V168M252 186L264 192',INKD,4)+circ(228,152,11,'#d8402f')+circ(276,152,11,'#d8402f')+line('M234 216l-8 12M270 216l8 12',INKD,5)+line('M292 140q10 6 12 18M212 140q-10 6-12 18',STR,3)+rect(208,228,90,10,WOOD,3)+rect(220,238,8,24,WOOD2)+rect(278,238,8,24,WOOD2)
    return b+who('nia',116,258,24,f=1,mood='laugh',**K,lean=.15,arms=[(-1,(-2,-4.8),(-2.3,-5.6)),(1,(2.1,-5),(2.3,-5.4))])+slab(66,250,44,12,0,False)
@card('freer')
def _():
    "the teenager holds the string; the parent's hand lets go"
    a=who('rafa',174,258,19,f=1,mood='smile',arms=[(-1,(-1.8,-5.4),(-1.2,-4.2)),(1,(2,-6.8),(2,-8.6))])
    return line('M212 95C232 70 250 60 262 48',STR,3)+kite('teen',270,40,26,a='#ff6f61',b='#ffd25e')+who('mama',86,258,19,f=1,mood='smile',arms=[(-1,(-2,-6),(-1.3,-4.8)),(1,(2.3,-6.6),(2.5,-7.3),dict(thumb=(.2,-.4)))])+a
@card('loud')
def _():
    "a teenager paints a wall: everybody may see"
    w=rect(150,40,150,212,WALL)+circ(224,96,30,'#f4b52e')+p('M150 252V190Q186 150 224 180T300 170V252Z','#2f8f8f')+p('M150 252V222Q200 196 300 220V252Z','#d8402f')
    return w+who('tam',100,258,20,f=1,mood='laugh',**T,arms=[(-1,(-1.8,-5.4),(-1.2,-4.2)),(1,(2,-6.6),(2.6,-7.6))])+line('M150 108L178 92',WOOD2,6)+circ(182,90,8,'#f4b52e')+rect(40,234,26,26,'#54708c',3)+rect(40,234,26,7,'#d8402f')
@card('curtain')
def _():
    "a window with its curtain half drawn; nobody to be seen"
    return rect(64,36,192,190,WALL)+rect(76,48,168,166,V('lamp','#ffd25e'))+rect(156,48,8,166,WALL)+rect(76,126,168,6,WALL)+p('M70 44H176C172 110 150 160 76 214H70Z','#7b55c7')+p('M70 44H110C112 110 100 170 76 214H70Z','#6443a8')+rect(54,34,212,12,WOOD,4)+rect(54,222,212,14,SHADE)+p('M196 222q-2-22 14-28q16 6 14 28z','#d8402f')+line('M210 194V168M210 182q-12-2-14-14M210 178q10-2 14-12',LEAF,5)
@card('lamp')
def _():
    "a lamp is lit; the door stands open. Nobody in it"
    return rect(86,60,112,196,WALL)+rect(98,72,88,184,V('sun','#ffd25e'))+p('M98 72L146 88V262L98 256Z',WOOD2)+circ(138,176,4,'#f4b52e')+line('M230 256V112',STR,6)+p('M206 112h48l-9-26h-30z',STR)+p('M216 112h28l-5 28h-18z',V('sun','#ffd25e'))+p('M98 256H186L230 268H60Z',V('sun','#ffd25e'),' opacity=".5"')
@card('meet')
def _():
    "daylight, a busy place, a friend comes along"
    b=circ(268,46,22,SUN)+p('M20 78H150L162 108H8Z','#d8402f')+p('M52 78H86L84 108H46ZM120 78H150L162 108H122Z',WALL)+rect(18,108,6,140,WOOD2)+rect(146,108,6,140,WOOD2)
    return b+who('mama',42,252,12,f=1,arms=[(-1,(-2,-6),(-1.3,-4.8)),(1,(2,-6),(1.2,-4.8))])+who('tam',114,258,17,f=1,mood='smile',**T,arms=[(-1,(-1.8,-5.4),(-1.2,-4.2)),(1,(1.8,-5.4),(1.2,-4.2))])+who('ivy',172,258,17,f=1,mood='smile',**T,arms=[(-1,(-1.8,-5.4),(-1.2,-4.2)),(1,(1.9,-6),(1.9,-7.2),dict(thumb=(-.2,-.5)))])+who('sami',266,258,17,f=-1,mood='smile',**T,arms=[(1,(1.8,-5.4),(1.2,-4.2)),(-1,(-1.9,-6),(-1.8,-7.4),dict(thumb=(.2,-.5)))])
@card('job')
def _():
    "coins on a string that somebody else pulls"
    return line('M300 40C250 70 250 150 214 176',STR,3)+p('M150 168H214L236 246Q182 266 128 246Z','#8a6a3f')+p('M150 168H214L218 182H146Z','#6f5430')+p('M146 166Q182 140 218 166Q182 176 146 166Z','#8a6a3f')+circ(182,212,22,'#f4b52e')+circ(182,212,15,'#d3981c')+''.join(f'<ellipse cx="{x}" cy="{y}" rx="15" ry="7" fill="{c_}"/>' for x,y,c_ in((96,256,'#d3981c'),(96,249,'#f4b52e'),(258,258,'#d3981c'),(258,251,'#f4b52e'),(258,244,'#d3981c'),(258,237,'#f4b52e')))
@card('feed')
def _():
    "the phone stays by the door, the bed is for sleep"
    b=rect(18,40,70,216,WALL)+rect(26,48,54,208,WOOD2)+circ(72,156,4,'#f4b52e')+slab(112,196,18,32,0,False)+line('M112 212V240H100',STR,3)+rect(100,226,24,6,WOOD)
    return b+circ(270,60,22,V('moon','#ffe9a8'))+rect(140,196,160,50,WOOD,6)+rect(290,150,12,110,WOOD2)+rect(140,246,10,14,WOOD2)+rect(236,176,56,28,WALL,12)+circ(262,172,19,SK[1])+p('M244 166q2-20 20-20t20 20q-18-10-40 0z','#4a2d1c')+line('M252 172q4 4 8 0M266 172q4 4 8 0M258 182q4 3 8 0',INKD,2.5)+p('M140 196Q180 168 244 190L252 246H140Z','#2f6f8f')+p('M226 186L252 194 252 246H236Z','#fff6e6')
# ---- things only: for cards where no child should stand
@card('facedown')
def _():
    "a telephone lies face down beside a cup of tea"
    return rect(40,206,240,14,WOOD,4)+rect(58,220,12,42,WOOD2)+rect(250,220,12,42,WOOD2)+rect(70,196,104,10,'#39405a',5)+rect(74,204,96,3,LIT)+p('M196 158H250V190Q250 206 234 206H212Q196 206 196 190Z','#d8402f')+f'<path d="M250 168h8a12 12 0 0 1 0 26h-8" fill="none" stroke="#d8402f" stroke-width="7"/>'+line('M212 146q-8-10 0-20t0-20M232 146q-8-10 0-20t0-20',STR,4)
@card('knot')
def _():
    "a knot in the kite's string has come loose"
    return line('M60 258C80 220 60 190 96 176C150 156 176 196 148 214C116 230 100 182 146 160C196 138 214 110 232 84',STR,5)+kite('mark',250,58,40,rot=24)+bows([(96,178),(190,134)],k=10)
@card('down')
def _():
    "a wall with the pale place where a picture hung, the frame turned round on the floor"
    return rect(40,30,240,200,WALL)+rect(40,222,240,12,SHADE)+rect(92,66,92,74,SHADE)+circ(138,58,4,INKD)+rot(rect(186,150,92,76,WOOD,3)+rect(196,160,72,56,WOOD2)+line('M196 160L268 216M268 160L196 216',WOOD,4),-8,232,188)
@card('phone')
def _():
    "a telephone with a cord, ready"
    return rect(50,214,220,14,WOOD,4)+rect(66,228,12,34,WOOD2)+rect(242,228,12,34,WOOD2)+p('M104 214L116 158Q118 148 128 148H192Q202 148 204 158L216 214Z','#2f8f8f')+circ(160,184,22,WALL)+circ(160,184,8,'#2f8f8f')+''.join(circ(160+15*u,184+15*v,3,INKD) for u,v in((1,0),(.5,.87),(-.5,.87),(-1,0),(-.5,-.87),(.5,-.87)))+p('M92 138Q92 108 124 112H196Q228 108 228 138L224 146H198L194 132H126L122 146H96Z','#257373')+line('M216 206q18 4 14 14q-4 8 8 8t8 8t10 6',STR,4)
@card('lit')
def _():
    "two houses in the evening; both windows are lit"
    y=V('sun','#ffd25e'); return p('M30 256V150L92 104 154 150V256Z','#3f6fb0')+p('M20 156L92 98 164 156 154 164 92 116 30 164Z','#335a90')+rect(70,170,44,44,y)+line('M92 170V214M70 192H114','#3f6fb0',4)+p('M176 256V128L232 84 290 128V256Z','#7b55c7')+p('M166 134L232 78 300 134 290 142 232 96 176 142Z','#6443a8')+rect(210,150,46,46,y)+line('M233 150V196M210 173H256','#7b55c7',4)+line('M114 192C140 206 180 200 210 176',y,3)+circ(270,40,16,V('moon','#ffe9a8'))
@card('chairs')
def _():
    "two chairs, a lamp, time"
    def ch(x,f,c_): return rect(x-24,196,48,12,c_,4)+rect(x-24 if f>0 else x+14,136,10,66,c_,4)+line(f'M{x-18} 208V258M{x+18} 208V258',WOOD2,6)
    return line('M160 258V92',STR,5)+p('M132 92h56l-12-36h-32z','#d8402f')+p('M148 92h24l-4 10h-16z',V('sun','#ffd25e'))+ch(84,1,'#2f8f8f')+ch(236,-1,'#7b55c7')+rect(132,212,56,8,WOOD,3)+line('M140 220V258M180 220V258',WOOD2,5)+p('M150 196h20v10q0 6-6 6h-8q-6 0-6-6z',WALL)
C['guide']=lambda: svg(120,100,bird(78,48,22,1))
C['guide-wave']=lambda: svg(120,110,bird(78,58,22,1,True))
if __name__=='__main__':
    from run import write
    write('.',C)
