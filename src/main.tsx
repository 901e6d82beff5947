import { createRoot } from 'react-dom/client';
import { followLanguage } from './store/language.ts';
import { notice, settings } from './store/stores.ts';
import { createTrustedTypesPolicy } from './trusted_types.ts';
import { App } from './ui/app/app.tsx';
import './ui/theme/theme.css';

createTrustedTypesPolicy();
const root = createRoot(document.getElementById('root')!);
void followLanguage({ settings, notice, preferred: () => navigator.languages }).then(() => root.render(<App />));
