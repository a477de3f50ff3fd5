"""Write drawings to raw/<folder>/, squeeze them with svgo where it is installed, and copy them to static/illustrations/."""
import os,re,shutil,subprocess
from pathlib import Path
HERE=Path(__file__).parent; OUT=HERE.parent.parent/'static/illustrations'
SVGO=os.environ.get('SVGO') or shutil.which('svgo')
def write(folder,F,size=(400,300)):
    from kit import svg
    raw=Path(os.environ.get('RAW','/tmp/illustrations'))/folder; raw.mkdir(parents=True,exist_ok=True); dest=OUT/folder; dest.mkdir(parents=True,exist_ok=True)
    for k,fn in F.items():
        s=fn(); s=s if s.startswith('<svg') else svg(*size,s)
        (raw/f'{k}.svg').write_text(re.sub(r'var\((--(?:i-)?[a-z0-9]+),#[0-9a-f]+\)',r'var(\1)',s))
    if SVGO: subprocess.run([SVGO,'-q','--config',str(HERE/'svgo.config.js'),'-f',str(raw),'-o',str(dest)],check=True)
    else:
        for k in F: shutil.copy(raw/f'{k}.svg',dest/f'{k}.svg')
    for k in F:
        z=(dest/f'{k}.svg').stat().st_size
        if z>12288: print('too big:',k,z)
