import { createRoot } from 'react-dom/client';
import '../../../src/ui/theme/theme.css';
import './page.css';
import { runAddress } from './runs.ts';
import { WorkbenchPage } from './workbench_page.tsx';

const dark = matchMedia('(prefers-color-scheme: dark)');
const setTheme = () => (document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light');
dark.addEventListener('change', setTheme);
setTheme();

createRoot(document.querySelector('#root')!).render(<WorkbenchPage />);
void runAddress();
