from kit import *
STR=V("string","#3a4256")
def holder(x,y,r,build,skin,hair,top,shade,leg,shoe,f=1,mood='smile',acc=(),veil='#d9a441',hc='k',kind='tee',reach=None,other=None,bare=None,reel=False,hem=None,thumb=None):
    """a standing person; reach = hand position (units) that holds the string, other = second hand"""
    a=P(x,y,r,build)
    if kind=='dress' and (hem or 0)<-1: a.stand(SK[skin],shoe,skin,f=f)
    elif kind=='dress':
        for e in(-.45,.45): a.path(f'M {e-.4},-.5 L {e+.3},-.5 Q {e+.9*(f or 1)},-.1 {e+.8*(f or 1)},.05 L {e-.4},.05 Z',shoe)
        a.torso(top,'dress',shade,hem if hem is not None else -.45)
    else: a.stand(leg,shoe,bare,f=f)
    a.neck(skin)
    if kind=='dress' and (hem or 0)<-1: a.torso(top,'dress',shade,hem)
    if kind!='dress': a.torso(top,shade=shade,hem=hem)
    s=1 if (reach and reach[0]>0) else -1
    if other:
        o=other; a.arm(-s,(-s*(a.sw+.75),(-a.sh+o[1])/2+.4),o,top,skin,short=bare is not None)
    if reach: a.arm(s,(s*max(abs(reach[0]),a.sw+.9),(-a.sh+reach[1])/2+.9),reach,top,skin,short=bare is not None,thumb=thumb or (-.3*s,-.22))
    a.head(skin,hair,hc,f,mood,acc=acc,veil=veil)
    return a
def hand_xy(a,h): return (a.x+h[0]*a.r, a.y+h[1]*a.r)
def place(x_hand,y,r,reach,**k):
    "put the person so that the reaching hand is at x_hand"
    a=holder(x_hand-reach[0]*r,y,r,reach=reach,**k); return a,hand_xy(a,reach)
def wheel(x,y,r,skin,hair,top,shade,f=1,mood='smile',hc='k',veil='',acc=(),reach=(1.9,-6.4),build='teen',leg='#2d3a5e'):
    "seated in a wheelchair; ground at y"
    a=P(x,y,r,build); R=2.05; drop=1.15 if build=='teen' else .6
    seat=-3.0
    a.stroke(f'M -1.35,{seat-2.6} L -1.25,{seat+.1} L 1.3,{seat+.1} L 1.9,-.7 L 2.7,-.7','#39405a',.2)
    a.dy=-(3.35)+ (a.hip-.0) ; a.dy=a.hip-3.5
    a.neck(skin)
    # legs
    hipy=-a.hip+.1
    a.stroke(f'M -.3,{hipy} L 1.7,{hipy-.05} L 2.0,{hipy+2.3}',leg,a.lw)
    a.path(f'M 1.65,{hipy+2.15} L 2.35,{hipy+2.15} Q 3.1,{hipy+2.35} 3.1,{hipy+2.75} L 1.6,{hipy+2.75} Z','#1b1a24')
    a.torso(top,shade=shade)
    if reach: a.arm(1,(reach[0]+.2,(-a.sh+reach[1])/2+1.2),reach,top,skin,thumb=(-.3,-.2))
    a.arm(-1,(-1.9,-a.hip-1.4),(-.1,-a.hip-.35),top,skin)
    a.head(skin,hair,hc,f,mood,acc=acc,veil=veil)
    a.dy=0
    a.el(-.35,-R,R-.1,R-.1,'none',f' stroke="#39405a" stroke-width="5"')
    a.el(-.35,-R,R-.5,R-.5,'none',f' stroke="#8e97b3" stroke-width="2"')
    a.el(-.35,-R,.25,.25,'#39405a'); a.el(2.2,-.42,.42,.42,'#39405a')
    return a
def tree(x,y,h,c=MID,trunk=SHADE,lobes=3):
    w=h*.36
    o=f'<path d="M{n(x-h*.035)} {n(y)}L{n(x-h*.02)} {n(y-h*.6)}H{n(x+h*.02)}L{n(x+h*.035)} {n(y)}Z" fill="{trunk}"/>'
    o+=f'<path d="M{n(x)} {n(y-h)}C{n(x+w*.9)} {n(y-h)} {n(x+w*1.1)} {n(y-h*.62)} {n(x+w*.8)} {n(y-h*.42)}C{n(x+w*.5)} {n(y-h*.3)} {n(x-w*.5)} {n(y-h*.3)} {n(x-w*.8)} {n(y-h*.42)}C{n(x-w*1.1)} {n(y-h*.62)} {n(x-w*.9)} {n(y-h)} {n(x)} {n(y-h)}Z" fill="{c}"/>'
    return o
def win(x,y,w,h,arch=False): 
    if arch: return f'<path d="M{x} {y+h}V{y+w/2:.0f}a{w/2:.0f} {w/2:.0f} 0 0 1 {w} 0V{y+h}z" fill="{LAMP}"/>'
    return f'<path d="M{x} {y}h{w}v{h}h-{w}z" fill="{LAMP}"/>'
