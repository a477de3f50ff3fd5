import sys; sys.path.insert(0,'/tmp/design/ill')
from kit import kite
import re,subprocess
from playwright.sync_api import sync_playwright
S='/work/main/static/'
mark=kite('mark',32,31,30,a='#d8402f',b='#f4b52e')
open(S+'favicon.svg','w').write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{mark}</svg>')
open(S+'illustrations/mark.svg','w').write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{kite("mark",32,31,30)}</svg>'.replace('var(--i-kite,#d8402f)','var(--i-kite)').replace('var(--i-kite2,#f4b52e)','var(--i-kite2)'))
css=open(S+'css/10-tokens.css').read()
def toks(a,b):
    v={}
    for sel,body in re.findall(r'([^{}]+)\{([^{}]*)\}',css):
        sel=sel.strip().split('\n')[-1].strip()
        ok = sel.endswith(':root') or (a and f'[data-a="{a}"]' in sel) or (b and f'[data-band="{b}"]' in sel)
        if ok: v.update(re.findall(r'(--[\w-]+):\s*([^;]+);',body))
    for _ in range(3):
        for k in v: v[k]=re.sub(r'var\((--[\w-]+)\)',lambda m:v.get(m.group(1),m.group(0)),v[k])
    return v
def flat(svg,v): return re.sub(r'var\((--[\w-]+)\)',lambda m:v.get(m.group(1),'#000'),svg)
SH=[('home','','','home','mark'),('policy-makers','policy-makers','','policy-makers','policy-makers'),('industry','industry','','industry','industry'),('parents-educators','parents','','parents-educators','parents'),('children','children','','children','9-12')]
with sync_playwright() as p:
    b=p.chromium.launch(executable_path='/usr/bin/chromium',args=['--no-sandbox','--disable-gpu','--disable-quic'])
    for n,a,bd,sc,k in SH:
        v=toks(a,bd); s=flat(open(S+f'illustrations/{sc}.svg').read(),v)
        vb=[float(x) for x in re.search(r'viewBox="([^"]+)"',s).group(1).split()]
        inner=re.sub(r'^<svg[^>]*>|</svg>$','',s.strip())
        kv=flat(re.sub(r'^<svg[^>]*>|</svg>$','',open(S+f'illustrations/kite-{k}.svg').read().strip()),v)
        sc_=1200/vb[2] if vb[2]>700 else 620/vb[3]
        x=0 if vb[2]>700 else 1200-vb[2]*sc_; y=630-vb[3]*sc_
        extra=f'<path d="M0 608H1200V630H0Z" fill="{v["--ground"]}"/>' if n=='industry' else ''
        strings=''
        if n in('home','children'):
            xs={'home':[('parents',72),('9-12',372),('policy-makers',672),('industry',972)],'children':[('under-9',96),('9-12',496),('13-18',896)]}[n]
            for i,(kk,xx) in enumerate(xs):
                yy=90+(i%2)*70; q=flat(re.sub(r'^<svg[^>]*>|</svg>$','',open(S+f'illustrations/kite-{kk}.svg').read().strip()),v)
                strings+=f'<path d="M{xx} {yy+40}V{y+2}" stroke="{v["--string"]}" stroke-width="2"/><g transform="translate({xx-66} {yy-66})scale(2.2)">{q}</g>'
        elif n!='industry': strings=f'<path d="M150 184C154 330 200 420 238 {y+147:.0f}" fill="none" stroke="{v["--string"]}" stroke-width="2.5"/><g transform="translate(60 20)scale(3)">{kv}</g>' if n=='policy-makers' else f'<g transform="translate(900 20)scale(3)">{kv}</g>'
        
        out=f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><path fill="{v["--sky"]}" d="M0 0h1200v630H0z"/>{strings}{extra}<g transform="translate({x:.0f} {y:.0f})scale({sc_:.3f})">{inner}</g></svg>'
        open(S+f'share/share-{n}.svg','w').write(out)
        pg=b.new_page(viewport={'width':1200,'height':630}); pg.set_content(f'<body style="margin:0">{out.replace("<svg","<svg width=1200 height=630",1)}'); pg.screenshot(path=S+f'share/{n}.png'); pg.close()
    for z in(192,512):
        pg=b.new_page(viewport={'width':z,'height':z}); pg.set_content(f'<body style="margin:0"><svg width={z} height={z} viewBox="-16 -17 96 96" style="display:block;background:#d9eaf5">{mark}</svg>'); pg.screenshot(path=S+f'icon-{z}.png'); pg.close()
from PIL import Image
import glob
for f in glob.glob(S+'share/*.png')+glob.glob(S+'icon-*.png'):
    Image.open(f).convert('RGB').quantize(128,dither=0).save(f,optimize=True)
