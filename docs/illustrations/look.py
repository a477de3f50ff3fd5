"""A contact sheet of drawings, to be looked at: look.py OUT.png [--dark] [--band under-9] [--w 400] name ..."""
import argparse,glob
from pathlib import Path
from playwright.sync_api import sync_playwright
S=Path(__file__).parent.parent.parent/'static'
a=argparse.ArgumentParser(); a.add_argument('out'); a.add_argument('names',nargs='+'); a.add_argument('--dark',action='store_true'); a.add_argument('--band',default='under-9'); a.add_argument('--area',default='children'); a.add_argument('--w',type=int,default=400); a.add_argument('--cols',type=int,default=3); o=a.parse_args()
css=''.join(f.read_text() for f in sorted((S/'css').glob('1*.css')))
names=[x for n in o.names for x in sorted(glob.glob(str(S/'illustrations'/(n+'.svg'))))]
h=f'<!doctype html><html data-a="{o.area}" data-band="{o.band}" data-theme="{"dark" if o.dark else "light"}"><style>{css}body{{margin:0;background:var(--paper);width:{(o.w+8)*o.cols}px}}figure{{display:inline-block;margin:4px;width:{o.w}px;background:var(--sky);font:12px sans-serif}}svg{{display:block;width:100%}}</style>'+''.join(f'<figure>{Path(n).read_text()}{Path(n).stem} {Path(n).stat().st_size}</figure>' for n in names)
with sync_playwright() as p:
    b=p.chromium.launch(executable_path='/usr/bin/chromium',args=['--no-sandbox','--disable-gpu','--disable-quic']); g=b.new_page(viewport={'width':(o.w+8)*o.cols,'height':100}); g.set_content(h); g.screenshot(path=o.out,full_page=True); b.close()
