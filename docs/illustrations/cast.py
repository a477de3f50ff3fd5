"""The people of the storybook, and the poses, things and rooms its frames are made of."""
from people import *
F={}
def frame(name):
    def deco(fn): F[name]=fn; return fn
    return deco
PAGE=V('page','#ffe09a').replace('--i-page','--sky')
WATER,HILL,LEAF,LEAF2=V('water','#8fb8cf'),V('hill','#7fb590'),'#3f8a55','#32734a'
INKD='#20263a'; LIT='#cde7f8'; WOOD='#b27a2c'; WOOD2='#8a5a1c'; CREAM='#fff6e6'
def c(build,skin,hair,top,shade,leg='#2d3a5e',shoe='#fff6e6',hc='k',acc=(),veil='#d9a441',bare=False,kind='tee'):
    return dict(build=build,skin=skin,hair=hair,top=top,shade=shade,leg=leg,shoe=shoe,hc=hc,acc=acc,veil=veil,bare=bare,kind=kind)
CAST=dict(
 tam=c('small',4,'puffs','#7b55c7','#6443a8','#2d3a5e','#fff6e6',acc=('aid',),bare=True),
 bo=c('small',1,'short','#2f8f6f','#24735a','#39405a','#d8402f',hc='b',bare=True),
 ivy=c('small',0,'tail','#f0b73a','#d89c22','#2f6f8f','#fff6e6',hc='r',bare=True),
 nia=c('small',3,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6'),
 sami=c('small',2,'short','#2f6f8f','#255a75','#39405a','#fff6e6',bare=True),
 uncle=c('adult',2,'short','#8a6a3f','#6f5430','#39405a','#1b1a24',acc=('beard',)),
 gran=c('adult',2,'bun','#7a2350','#611b3f','','#1b1a24',hc='g',acc=('glasses',),kind='dress'),
 ama=c('small',4,'afro','#e07b2c','#bd6220','#2d3a5e','#fff6e6',bare=True),
 pop=c('adult',5,'kufi','#1e5a5a','#164545','#39405a','#1b1a24',hc='g',veil='#d8402f',acc=('glasses',)),
 jun=c('small',0,'crop','#2f8f8f','#257373','#39405a','#d8402f',bare=True),
 lib=c('adult',3,'long','#b03060','#8e264d','#39405a','#1b1a24'),
 milo=c('small',1,'curls','#f7efe0','#e2d5bc','#2f6f8f','#d8402f',hc='b',acc=('glasses',),bare=True),
 rafa=c('teen',1,'crop','#3f6fb0','#335a90','#39405a','#fff6e6',hc='b'),
 hana=c('small',0,'bob','#d8402f','#b23122','#2d3a5e','#fff6e6',bare=True),
 papa=c('adult',0,'short','#2f6f8f','#255a75','#39405a','#1b1a24',acc=('glasses',)),
 mama=c('adult',1,'bun','#7b55c7','#6443a8','#39405a','#1b1a24'),
 kit=c('small',2,'cap','#2f8f6f','#24735a','#39405a','#d8402f',veil='#f4b52e',bare=True),
)
def who(name,x,y,r,pose='stand',f=1,mood='smile',arms=(),over=(),look=0,tilt=0,lean=0,mid=None,**kw):
    """One person. pose: stand, floor (cross-legged), chair (facing f), bust (no legs). arms = (side, elbow, hand[, how]),
    drawn before the head; over = the same, drawn after it; mid = things between body and arms, a list of (path, fill)."""
    k=dict(CAST[name]); k.update(kw); a=P(x,y,r,k['build']); a.lean=lean; S=k['skin']; b=S if k['bare'] else None; h=-a.hip
    def arm(side,e,hd,**o): a.arm(side,e,hd,o.pop('sleeve',k['top']),S,short=o.pop('short',k['bare']),**o)
    if pose=='stand':
        if k['kind']=='dress':
            for e in(-.45,.45): a.path(f'M {e-.4},-.5 L {e+.3},-.5 Q {e+.9*(f or 1)},-.1 {e+.8*(f or 1)},.05 L {e-.4},.05 Z',k['shoe'])
        else: a.stand(k['leg'],k['shoe'],b,f=f)
    keep=a.dy
    if pose=='floor':
        a.dy=a.hip-.55
        for s_ in(-1,1): a.stroke(f'M {s_*.35},{h+.05} L {s_*1.75},{h-.15} L {-s_*.55},{h+.45}',k['leg'] if b is None else k['leg'],a.lw)
        for s_ in(-1,1): a.path(f'M {s_*.2},{h+.2} Q {s_*1.1},{h+.15} {s_*1.15},{h+.62} L {s_*.1},{h+.68} Z',k['shoe'])
    if pose=='chair':
        a.stroke(f'M 0,{h} L {1.5*f},{h-.05} L {1.6*f},{h+2.1}',k['leg'],a.lw)
        a.path(f'M {1.2*f},{h+2} L {1.95*f},{h+2} Q {2.7*f},{h+2.15} {2.7*f},{h+2.55} L {1.15*f},{h+2.55} Z',k['shoe'])
    a.neck(S)
    a.torso(k['top'],k['kind'] if pose=='stand' else 'tee',k['shade'],hem=-.45 if k['kind']=='dress' and pose=='stand' else None)
    for t in(mid or ()): a.path(*t)
    for t in arms:
        if callable(t): t(a)
        else: arm(*t[:3],**(t[3] if len(t)>3 else {}))
    a.head(S,k['hair'],k['hc'],f,mood,tilt=tilt,acc=k['acc'],veil=k['veil'],look=look)
    for t in over:
        if callable(t): t(a)
        else: arm(*t[:3],**(t[3] if len(t)>3 else {}))
    a.dy=keep
    return a.svg()
def back(name,x,y,r,**kw):
    "head and shoulders from behind; x,y = centre of the head"
    k=dict(CAST[name]); k.update(kw); a=P(x,y,r); H=HR.get(k['hc'],k['hc']); S=SK[k['skin']]; D=SK[min(k['skin']+1,5)] if k['skin']<5 else '#42261a'; ha=k['hair']
    big=k['build'] in('adult','teen'); w=2.3 if big else 1.75
    a.stroke('M 0,.6 L 0,1.7',D,.8)
    a.path(f'M -.6,1.35 L .6,1.35 C {w*.8},1.45 {w},1.9 {w+.05},2.7 L {w+.3},7 L {-w-.3},7 L {-w-.05},2.7 C {-w},1.9 {-w*.8},1.45 -.6,1.35 Z',k['top'])
    a.path(f'M {-w-.05},2.7 C {-w},1.9 {-w*.8},1.45 -.6,1.35 C -1,2 -1.1,4 -1,7 L {-w-.3},7 Z',k['shade'])
    if ha=='hijab': a.path('M -1.5,2.2 C -1.3,1.2 -1.3,.5 -1.22,-.1 C -1.15,-1.1 -.6,-1.36 0,-1.36 C .6,-1.36 1.15,-1.1 1.22,-.1 C 1.3,.5 1.3,1.2 1.5,2.2 Q 0,2.8 -1.5,2.2 Z',k['veil']); return a.svg()
    a.el(-.97,.12,.22,.27,S); a.el(.97,.12,.22,.27,S); a.path('M -.93,-.1 C -.96,-.8 -.5,-1.08 0,-1.08 C .5,-1.08 .96,-.8 .93,-.1 C .92,.62 .5,1.1 0,1.1 C -.5,1.1 -.92,.62 -.93,-.1 Z',S)
    cap='M -1,.12 C -1.15,-1 -.6,-1.34 0,-1.34 C .6,-1.34 1.15,-1 1,.12 C .95,.6 .6,.86 0,.86 C -.6,.86 -.95,.6 -1,.12 Z'
    if ha=='puffs': a.el(-1.05,-.95,.64,.64,H); a.el(1.05,-.95,.64,.64,H)
    if ha=='afro': a.el(0,-.35,1.5,1.4,H)
    elif ha=='curls':
        a.path(cap,H)
        for cx,cy,cr in((-.85,-.5,.45),(-.45,-.98,.5),(.15,-1.1,.5),(.7,-.85,.48),(.92,-.35,.4),(-.9,.1,.36),(.85,.2,.36)): a.el(cx,cy,cr,cr,H)
    elif ha in('bob','long'): a.path(f'M -1.16,{.95 if ha=="bob" else 2.2} C -1.5,-.9 -.8,-1.45 0,-1.42 C .8,-1.45 1.5,-.9 1.16,{.95 if ha=="bob" else 2.2} Q 0,{1.25 if ha=="bob" else 2.5} -1.16,{.95 if ha=="bob" else 2.2} Z',H)
    else: a.path(cap,H)
    if ha=='bun': a.el(0,-1.3,.55,.5,H)
    if ha=='tail': a.path('M -.3,-.2 C .5,-.4 .7,1 .15,2 C -.2,1.2 -.5,.6 -.3,-.2 Z',H)
    if ha in('cap','kufi'): a.path('M -1.02,0 C -1.1,-1.05 -.6,-1.4 0,-1.4 C .6,-1.4 1.1,-1.05 1.02,0 Q 0,.3 -1.02,0 Z',k['veil'])
    if 'aid' in k['acc']: a.stroke('M 1.02,.3 C 1.25,.1 1.22,-.28 .98,-.34','#ffc400',.2)
    if 'glasses' in k['acc']: a.stroke('M -.98,.02 L -.9,0 M .98,.02 L .9,0',INK,.09)
    return a.svg()
# ---- things
def rot(b,a,x,y): return f'<g transform="rotate({a} {n(x)} {n(y)})">{b}</g>' if a else b
def rect(x,y,w,h,f,r=0): return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'+(f' rx="{n(r)}"' if r else '')+f' fill="{f}"/>'
def circ(x,y,r,f): return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{f}"/>'
def slab(x,y,w,h,a=0,lit=True,screen=LIT,inside=''):
    "tablet or phone, centre x,y; lit: we see the screen, else its back"
    t=max(2,min(w,h)*.07)
    b=rect(x-w/2,y-h/2,w,h,INKD if lit else '#39405a',t*1.2)+(rect(x-w/2+t,y-h/2+t,w-2*t,h-2*t,screen,t*.5) if lit else circ(x-w/2+t*2.4,y-h/2+t*2.4,t*.8,'#8e97b3'))+inside
    return rot(b,a,x,y)
def palm(x,y,r,skin,a=0,flip=1,fingers=True):
    "a big open hand seen from its palm, for close frames; x,y = middle of the palm"
    s=SK[skin]; b=''
    for dx,l in((-.62,1.5),(-.21,1.78),(.21,1.72),(.6,1.38)): b+=f'<path d="M{n(x+flip*dx*r)} {n(y-.2*r)}V{n(y-l*r)}" stroke="{s}" stroke-width="{n(r*.38)}" stroke-linecap="round"/>'
    b+=f'<path d="M{n(x+flip*.5*r)} {n(y+.35*r)}L{n(x+flip*1.25*r)} {n(y-.45*r)}" stroke="{s}" stroke-width="{n(r*.42)}" stroke-linecap="round"/>'+rect(x-.82*r,y-.6*r,1.62*r,1.5*r,s,r*.5)
    return rot(b,a,x,y)
def forearm(x1,y1,x2,y2,w,skin,sleeve=None,cut=.45):
    b=f'<path d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}" stroke="{SK[skin]}" stroke-width="{n(w)}" stroke-linecap="round"/>'
    if sleeve: b+=f'<path d="M{n(x1)} {n(y1)}L{n(x1+(x2-x1)*cut)} {n(y1+(y2-y1)*cut)}" stroke="{sleeve}" stroke-width="{n(w*1.28)}"/>'
    return b
def fist(x,y,r,skin,a=0):
    "fingers closed round an edge: four finger backs"
    b=''.join(rect(x-r+i*r*.5,y-r*.55,r*.56,r*1.1,SK[skin],r*.26) for i in range(4)); return rot(b,a,x,y)
def room(wall=FAR,floor=MID,at=214): return rect(0,0,400,300,wall)+p(f'M0 {at}H400V300H0Z',floor)
def window(x,y,w,h,sun=None,sky='',hills=True):
    b=rect(x-6,y-6,w+12,h+12,WALL)+rect(x,y,w,h,sky or V('sky','#ffe09a').replace('--i-sky','--sky'))
    if sun: b+=circ(x+w*sun[0],y+h*sun[1],sun[2],SUN)
    if hills: b+=p(f'M{x} {n(y+h*.78)}Q{n(x+w*.3)} {n(y+h*.6)} {n(x+w*.6)} {n(y+h*.76)}T{x+w} {n(y+h*.7)}V{y+h}H{x}Z',MID)
    return b+rect(x+w/2-2,y,4,h,WALL)
def sun(x,y,r=26): return circ(x,y,r,SUN)
def bench(x,y,w,t=14): return rect(x,y+t,w,300-y-t,WOOD2)+rect(x-8,y,w+16,t,WOOD,3)
def table(x,y,w,h,t=12): return rect(x,y,w,t,WOOD,3)+rect(x+12,y+t,10,h-t,WOOD2)+rect(x+w-22,y+t,10,h-t,WOOD2)
def glass(x,y,k):
    "a sand glass, height 2k"
    return p(f'M{n(x-.5*k)} {n(y-k)}H{n(x+.5*k)}Q{n(x+.5*k)} {n(y-.35*k)} {n(x+.09*k)} {n(y)}Q{n(x+.5*k)} {n(y+.35*k)} {n(x+.5*k)} {n(y+k)}H{n(x-.5*k)}Q{n(x-.5*k)} {n(y+.35*k)} {n(x-.09*k)} {n(y)}Q{n(x-.5*k)} {n(y-.35*k)} {n(x-.5*k)} {n(y-k)}Z','#e8f4fb')+p(f'M{n(x-.36*k)} {n(y-.45*k)}H{n(x+.36*k)}L{n(x)} {n(y)}L{n(x+.36*k)} {n(y+.85*k)}H{n(x-.36*k)}L{n(x)} {n(y)}Z','#e07b2c')+rect(x-.62*k,y-1.14*k,1.24*k,.2*k,WOOD2,2)+rect(x-.62*k,y+.94*k,1.24*k,.2*k,WOOD2,2)
def dog(x,y,k,pose='sit',f=1,ball=True):
    "a spotted dog; x,y = ground under it, k = about a third of its height"
    b='';C='#f7efe0';D='#8c4322'
    def e(cx,cy,rx,ry,col,a=0): return f'<ellipse cx="{n(x+f*cx*k)}" cy="{n(y+cy*k)}" rx="{n(rx*k)}" ry="{n(ry*k)}" fill="{col}"'+(f' transform="rotate({f*a} {n(x+f*cx*k)} {n(y+cy*k)})"' if a else '')+'/>'
    def l(d,col,w):
        t=d.split(); o=''
        for q in t:
            if q.isalpha(): o+=q
            else: u,v=q.split(','); o+=f' {n(x+f*float(u)*k)} {n(y+float(v)*k)}'
        return f'<path d="{o}" fill="none" stroke="{col}" stroke-width="{n(w*k)}" stroke-linecap="round"/>'
    def face(cx,cy,shut=False):
        o=e(cx,cy,.62,.56,C)+e(cx+.5,cy+.18,.42,.3,C)+e(cx+.86,cy+.08,.15,.12,INKD)+e(cx-.38,cy-.02,.26,.5,D,20)
        return o+(l(f'M {cx+.1},{cy-.05} Q {cx+.22},{cy+.06} {cx+.34},{cy-.05}',INKD,.09) if shut else e(cx+.22,cy-.1,.09,.1,INKD))
    if pose=='sit':
        b+=l('M -.9,-.35 Q -1.5,-.5 -1.5,-1.1',C,.26)+e(-.35,-.85,.8,.9,C)+e(-.6,-.95,.4,.5,D)+l('M .25,-1.2 L .35,-.12 M -.1,-.5 L .05,-.12',C,.34)+l('M .3,-.12 L .55,-.12 M -.1,-.12 L .25,-.12',C,.24)+e(.2,-1.55,.5,.6,C)+face(.4,-2.1)
        if ball: b+=circ(x+f*1.38*k,y-1.85*k,.4*k,'#d8402f')
    if pose=='lie':
        b+=l('M -1.5,-.3 Q -2.1,-.3 -2.2,-.05',C,.24)+e(-.5,-.5,1.2,.5,C)+e(-.7,-.6,.5,.36,D)+l('M .3,-.14 L 1.3,-.14',C,.26)+face(.9,-.55,True)
        if ball: b+=circ(x+f*2.3*k,y-.38*k,.4*k,'#d8402f')
    if pose=='leap':
        b+=l('M -1.2,-1.6 Q -1.8,-1.8 -2,-2.4',C,.24)+e(-.3,-1.6,1.15,.55,C,-22)+e(-.5,-1.6,.5,.4,D,-22)+l('M .5,-1.8 L 1.2,-2.1 M .3,-1.5 L 1,-1.5 M -.9,-1.2 L -1.7,-.6 M -1.1,-1.3 L -2,-1',C,.3)+face(.7,-2.4)
    return b
def chairwheel(name,x,y,r,f=1,mood='smile',arms=(),over=(),look=0,mid=None,tilt=0):
    "like people.wheel, for a small child of the cast; faces right (f=1) or left"
    k=CAST[name]; a=P(x,y,r,'small'); R=1.75; S=k['skin']
    X=lambda s_: ' '.join((lambda u,v: f'{float(u)*f},{v}')(*q.split(',')) if ',' in q else q for q in s_.split())
    def arm(side,e,hd,**o): a.arm(side,e,hd,k['top'],S,**o)
    a.stroke(X('M -1.25,-4.6 L -1.15,-2.25 L 1.2,-2.25 L 1.75,-.6 L 2.4,-.6'),'#39405a',.2)
    a.dy=a.hip-2.7; h=-a.hip+.1
    a.neck(S); a.stroke(X(f'M -.2,{h} L 1.45,{h-.05} L 1.7,{h+1.7}'),k['leg'],a.lw); u=h+1.55
    a.path(X(f'M 1.4,{u} L 2,{u} Q 2.7,{u+.2} 2.7,{u+.55} L 1.35,{u+.55} Z'),k['shoe']); a.torso(k['top'],shade=k['shade'])
    for t in(mid or ()): a.path(*t)
    for t in arms: t(a) if callable(t) else arm(*t[:3],**(t[3] if len(t)>3 else {}))
    a.head(S,k['hair'],k['hc'],f,mood,acc=k['acc'],look=look,tilt=tilt)
    for t in over: t(a) if callable(t) else arm(*t[:3],**(t[3] if len(t)>3 else {}))
    a.dy=0
    a.el(-.3*f,-R,R-.08,R-.08,'none',' stroke="#39405a" stroke-width="5"'); a.el(-.3*f,-R,R-.45,R-.45,'none',' stroke="#8e97b3" stroke-width="2"'); a.el(-.3*f,-R,.22,.22,'#39405a'); a.el(2*f,-.36,.36,.36,'#39405a')
    return a.svg()
