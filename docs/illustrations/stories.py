"""Frames of the storybook: 400 x 300, no text, wide / middle / close / over the shoulder. Run: see README.md here."""
from cast import *
# ---------------------------------------------------------------- 1. the right to play: room for one more
@frame('play-1')
def _():
    "wide: two play at a low table; a girl stands at the door"
    b=room(at=206)+rect(10,50,92,170,WALL)+rect(20,60,72,160,PAGE)+window(166,30,92,66,(.7,.3,13))+rect(300,66,80,8,WOOD)+rect(308,36,12,30,'#d8402f')+rect(322,44,10,22,'#2f6f8f')+rect(334,40,14,26,'#f4b52e')+circ(362,56,10,'#2f8f8f')
    b+=who('tam',62,256,21,arms=[(-1,(-1.7,-3.6),(-1.2,-2.6)),(1,(1.7,-3.6),(1.2,-2.6))],f=1,mood='wonder')
    b+=f'<ellipse cx="262" cy="268" rx="132" ry="26" fill="#2f8f8f"/>'
    b+=who('bo',196,274,22,'floor',1,'laugh',arms=[(-1,(-1.7,-3.2),(-.9,-2.5)),(1,(1.9,-3.4),(2.0,-3))])+who('ivy',330,274,22,'floor',-1,'laugh',arms=[(1,(1.7,-3.2),(.9,-2.5)),(-1,(-1.9,-3.4),(-2,-3))])
    b+=slab(264,222,54,40,0,False)+table(228,242,72,36,8); return b
@frame('play-2')
def _():
    "over Tam's shoulder: the boy holds up a hand, the girl turns the tablet away"
    b=room(at=190)+window(24,20,100,66,(.7,.3,15))
    b+=who('ivy',322,334,32,'bust',1,'calm',look=.1,arms=[(-1,(-1.7,-3),(.9,-2.9),dict(nohand=True))])+slab(364,238,74,56,12,False)+fist(340,248,9,0,0)
    b+=who('bo',226,332,31,'bust',-1,'calm',arms=[(1,(1.7,-3.4),(1.2,-2.6))],over=[(-1,(-2.3,-3.4),(-1.85,-4.5),dict(nohand=True))])+palm(168,182,14,1,-6)
    b+=bench(130,262,280)
    b+=back('tam',64,212,46); return b
@frame('play-3')
def _():
    "close: Tam has an idea, a sand glass"
    b=rect(0,0,400,300,PAGE)+p('M0 230Q120 190 220 226T400 214V300H0Z',FAR)
    b+=who('tam',136,560,62,'bust',1,'laugh',arms=[(-1,(-2,-3.4),(-.6,-2.6))])
    b+=forearm(330,330,300,258,56,4,'#7b55c7',.5)+glass(288,148,72)+fist(290,246,30,4,-6); return b
@frame('play-4')
def _():
    "middle: all three round the tablet, Tam taps, the glass runs"
    b=room(at=180)+rect(24,26,84,58,WALL)+kite('under9',68,55,20)+window(296,24,80,60,(.3,.35,12))
    b+=who('bo',86,336,29,'bust',1,'laugh',arms=[(-1,(-1.7,-3.4),(-1,-2.5))],over=[(1,(1.8,-3.6),(1.7,-2.9))])
    b+=who('ivy',318,336,29,'bust',-1,'laugh',arms=[(1,(1.7,-3.4),(1,-2.5))],over=[(-1,(-1.9,-3.6),(-1.1,-3.1))])
    b+=who('tam',200,330,31,'bust',0,'smile',look=.22,arms=[(-1,(-1.7,-3.2),(-1.1,-2.4))],over=[(1,(1.6,-3.4),(.5,-2.15))])
    b+=bench(36,258,328)+p('M158 262L170 236H236L248 262Z',INKD)+p('M167 258L176 240H230L239 258Z',LIT)+circ(214,246,9,SK[4])+glass(286,228,28)+circ(298,246,11,SK[0])+circ(135,246,11,SK[1])
    return b
@frame('play-5')
def _():
    "wide, turned: a new boy at the door, all three call him in"
    b=room(at=200)+rect(300,40,88,180,WALL)+rect(310,50,68,170,PAGE)+p('M310 150q32-22 68-6v76h-68z',MID)+rect(24,30,60,50,WALL)+kite('mid',54,55,18)
    b+=who('kit',344,258,21,f=-1,mood='wonder',arms=[(1,(1.6,-3.4),(1.3,-2.4)),(-1,(-1.6,-3.4),(-1.2,-2.4))])
    b+=who('bo',52,284,23,f=1,mood='laugh',arms=[(-1,(-1.6,-3.2),(-1.3,-2.4)),(1,(2,-4.4),(1.9,-5.9))])
    b+=who('ivy',128,290,23,f=1,mood='smile',arms=[(-1,(-1.6,-3.2),(-1.3,-2.4)),(1,(2,-4.2),(2.1,-5.4))])
    b+=who('tam',220,284,23,f=1,mood='laugh',arms=[(-1,(-1.6,-3.2),(-1.2,-2.4)),(1,(2.2,-3.8),(2.6,-3.9))])
    return b
# ---------------------------------------------------------------- 2. screen time: the ball can wait no more
@frame('time-1')
def _():
    "wide, noon: Nia plays on a tablet, the dog has the ball ready"
    b=room(WATER,HILL,210)+window(208,20,150,104,(.72,.26,20))+rect(26,36,62,78,WALL)+p('M36 104L58 64 68 82 80 54V104Z',HILL)
    b+=chairwheel('nia',112,276,24,1,'laugh',look=.1,arms=[(-1,(-1.4,-3.4),(.5,-3)),(1,(1.8,-3.6),(1.6,-3.2))])
    b+=rot(rect(130,196,40,29,INKD,4)+rect(133,199,34,23,LIT,2),-14,150,210)
    b+=dog(292,280,32,f=-1)
    return b
@frame('time-2')
def _():
    "close: her eyes are tired, one hand rubs an eye"
    b=rect(0,0,400,300,WATER)+p('M400 0V300H250Q330 150 300 0Z',HILL)
    b+=who('nia',190,566,66,'bust',0,'sleepy',look=.16,arms=[(-1,(-1.9,-3.2),(-.9,-2.7))],over=[(1,(2.2,-3.8),(.62,-5.8),dict(nohand=True))])
    b+=fist(233,186,20,3,-20)
    b+=slab(176,292,190,70,-4,False)+fist(94,274,20,3,-4); return b
@frame('time-3')
def _():
    "over her shoulder: still the tablet; outside the sun sinks, the dog sleeps beside the ball"
    b=room(WATER,HILL,196)+window(214,18,160,124,(.42,.66,26))+p('M214 116Q254 96 293 114T374 108V142H214Z','#e59a4a')+rect(292,18,4,124,WALL)
    b+=dog(292,254,30,'lie',f=1)
    b+=rot(rect(124,200,112,84,INKD,8)+rect(132,208,96,68,LIT,4)+circ(166,240,14,'#f4b52e')+rect(182,250,36,8,'#2f8f8f',4),8,180,242)
    b+=back('nia',84,168,58)+fist(138,268,18,3,70); return b
@frame('time-4')
def _():
    "middle: the tablet goes to sleep in a basket; the dog jumps up"
    b=room(WATER,HILL,186)+rect(24,30,70,86,WALL)+p('M34 106L58 62 70 82 84 50V106Z',HILL)
    b+=chairwheel('nia',140,308,31,1,'smile',look=.15,arms=[(-1,(-1.5,-3.4),(-.5,-2.6)),(1,(2,-4),(2.7,-3.4))])
    b+=slab(248,192,64,46,0,False)+circ(224,203,12.5,SK[3])+p('M198 214H302L288 274H212Z',WOOD)+p('M198 214H302L300 226H200Z',WOOD2)+p('M206 216q18-16 38-4t46-2v14h-84z','#7b55c7')
    b+=dog(350,288,30,f=-1); return b
@frame('time-5')
def _():
    "wide, outside: she throws, the dog leaps"
    b=rect(0,0,400,300,PAGE)+circ(322,140,46,SUN)+p('M0 190C80 150 150 186 230 168S340 150 400 170V300H0Z',FAR)+p('M0 226C120 204 270 236 400 212V300H0Z',HILL)+p('M0 290C120 280 280 296 400 288V300H0Z',NEAR)+tree(26,240,150,LEAF,WOOD2)
    b+=chairwheel('nia',112,290,25,1,'laugh',look=-.1,arms=[(-1,(-1.4,-3.4),(-.6,-2.6)),(1,(2.2,-4.2),(2,-5.8))])
    b+=dog(286,272,34,'leap',f=-1)+circ(214,98,12,'#d8402f')+line('M166 128Q178 112 196 104',STR,2); return b
# ---------------------------------------------------------------- 3. something not for children: turn it over
@frame('show-1')
def _():
    "wide: he watches on the rug, an uncle telephones, grandmother cooks"
    b=room(at=200)+rect(262,126,140,90,WALL)+rect(256,118,150,12,WOOD)+rect(268,88,48,30,'#54708c',4)+line('M282 80q-6-8 0-18M300 80q-6-8 0-18',WALL,4)+window(128,24,84,62,(.3,.3,12))
    b+=who('gran',358,246,17.5,f=-1,arms=[(1,(2,-6),(1.2,-4.8)),(-1,(-2.4,-6.4),(-2.6,-7))])
    b+=rect(14,30,72,186,SHADE)+who('uncle',50,240,17.5,f=-1,mood='calm',arms=[(-1,(-2,-6),(-1.4,-4.6)),(1,(2.4,-7.2),(1.15,-9.6))])+slab(71,74,9,20,10)
    b+=f'<ellipse cx="190" cy="270" rx="104" ry="25" fill="#b03060"/><ellipse cx="190" cy="270" rx="82" ry="17" fill="{WALL}" opacity=".4"/>'
    b+=who('sami',190,280,24,'floor',0,'smile',look=.15,arms=[(-1,(-1.7,-3.2),(-.8,-2.6)),(1,(1.7,-3.2),(.8,-2.6))])+slab(190,254,48,34,0,False); return b
@frame('show-2')
def _():
    "close: what comes next makes him feel bad (we do not see it)"
    b=rect(0,0,400,300,FAR)+p('M0 0H120Q60 150 130 300H0Z',MID)
    b+=who('sami',222,530,64,'bust',-1,'unsure',look=.1,tilt=.1,arms=[(-1,(-2,-3.4),(-1.5,-3)),(1,(2,-3.2),(.5,-2.8))])
    b+=slab(112,262,164,110,-8,False)+fist(184,270,20,2,80); return b
@frame('show-3')
def _():
    "from above: two hands turn the tablet face down on the rug"
    b=rect(0,0,400,300,'#b03060')+''.join(f'<path d="M-10 {y}L50 {y-30} 110 {y} 170 {y-30} 230 {y} 290 {y-30} 350 {y} 410 {y-30}" fill="none" stroke="#d77a98" stroke-width="7"/>' for y in(40,110,180,250,320))
    b+=forearm(40,340,112,200,50,2,'#2f6f8f')+forearm(360,340,288,200,50,2,'#2f6f8f')
    b+=rect(74,62,252,156,LIT,16)+rect(82,58,236,152,'#39405a',12)+circ(104,80,7,'#8e97b3')
    b+=fist(104,188,29,2,-62)+fist(296,188,29,2,62); return b
@frame('show-4')
def _():
    "middle: he pulls the uncle's sleeve; the uncle is on the telephone: later"
    b=room(at=230)+window(24,30,84,70,(.6,.35,14))+rect(300,20,80,210,SHADE)
    b+=who('uncle',252,430,34,'stand',1,'calm',arms=[(1,(2.4,-7.2),(1.5,-9.7))],over=[(-1,(-2.1,-6.6),(-2.2,-5.2),dict(nohand=True))])+slab(303,96,17,38,14)+palm(176,246,14,2,-12,fingers=True)
    b+=who('sami',104,330,30,'stand',1,'unsure',look=-.1,arms=[(-1,(-1.7,-3.2),(-1.2,-2.4)),(1,(2,-3.8),(2.6,-4.3))]); return b
@frame('show-5')
def _():
    "over his shoulder: grandmother bends down, listens, spoon laid aside"
    b=room(at=220)+rect(290,170,130,130,WALL)+rect(282,160,140,14,WOOD)+rect(326,128,60,32,'#54708c',4)+line('M296 156H316',WOOD2,5)
    b+=who('gran',236,446,37,'stand',-1,'calm',look=.15,tilt=-.35,lean=-.25,arms=[(1,(2,-6),(.6,-4.9)),(-1,(-2.4,-6.4),(-2.5,-4.6),dict(nohand=True))])
    b+=back('sami',86,196,54)+circ(148,283,17,SK[2])+line('M148 283L130 276',SK[2],11)
    return b
@frame('show-6')
def _():
    "wide: on the doorstep together with a bowl of soup; the kite is up"
    b=rect(0,0,400,300,PAGE)+p('M0 180C90 150 190 190 280 166S370 150 400 160V300H0Z',FAR)+p('M0 236C120 220 280 244 400 228V300H0Z',HILL)
    b+=rect(10,50,206,190,WALL)+p('M-6 50H232L206 12H20Z','#c9603f')+rect(80,108,72,132,'#7a2f4c')+win(30,92,32,42,True)+win(168,92,32,42,True)+rect(44,232,190,16,SHADE)+rect(30,248,220,20,SHADE)
    b+=who('gran',124,276,19,'chair',1,'smile',kind='tee',leg='#7a2350',arms=[(-1,(-2,-6.4),(-.4,-5.6)),(1,(2,-6.4),(.8,-5.6))])
    b+=who('sami',192,282,23,'chair',1,'laugh',look=-.1,arms=[(-1,(-1.6,-3.4),(.2,-2.9)),(1,(1.8,-3.6),(.9,-2.9))])+p('M192 212h28q-1 17-14 17t-14-17z','#fff6e6')
    b+=kite('under9',324,66,38,rot=-12)+line('M292 80C262 116 250 174 233 240',STR,2.5)+circ(233,240,4,STR)+p('M0 288C120 280 280 294 400 286V300H0Z',NEAR); return b
if __name__=='__main__':
    import stories2  # noqa: F401 -- registers its frames
    from run import write
    write('stories',F)
