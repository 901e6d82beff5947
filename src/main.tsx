import { createRoot } from 'react-dom/client';
import { createTrustedTypesPolicy } from './trusted_types.ts';
import { App } from './ui/app/app.tsx';
import './ui/theme/theme.css';

createTrustedTypesPolicy();
createRoot(document.getElementById('root')!).render(<App />);
