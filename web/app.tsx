import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Redirect, Route, Switch } from 'wouter';
import type { Language } from '../i18n/render.js';
import { ask, askIn } from './api/ask.js';
import { useLive } from './api/live.js';
import { InboxPage } from './pages/inbox.js';
import { Me } from './pages/me.js';
import { NotFound } from './pages/not-found.js';
import { SignIn } from './pages/sign-in.js';
import { placesOf, Shell } from './parts/shell.js';
import { GreyRows, Trouble } from './parts/states.js';
import { InSession, type SessionAnswer, useSession, useSignedIn } from './session/session.js';
import { InLanguage } from './words/words.js';

const Plans = lazy(() => import('./pages/plans.js'));
const PlanPage = lazy(() => import('./pages/plan.js'));
const DutyPage = lazy(() => import('./pages/duty.js'));
const Reports = lazy(() => import('./pages/reports.js'));
const LatePage = lazy(() => import('./late/late-page.js'));
const IssuePage = lazy(() => import('./issue/issue-page.js'));
const HandInPage = lazy(() => import('./reading/hand-in-page.js'));
const ReadingPage = lazy(() => import('./reading/reading-page.js'));
const TargetsPage = lazy(() => import('./targets/targets-page.js'));
const CalendarPage = lazy(() => import('./timeline/calendar-page.js'));
const Overview = lazy(() => import('./house/overview.js'));
const Inspection = lazy(() => import('./house/inspection.js'));
const UnitPage = lazy(() => import('./house/unit-page.js'));
const Operations = lazy(() => import('./house/operations.js'));
const Administration = lazy(() => import('./house/administration.js'));
const Delegations = lazy(() => import('./house/delegations-page.js'));
const ReceiptPage = lazy(() => import('./pages/receipt.js'));

const LANGUAGE = 'dondoc.language';

/** The whole application: who is signed in, in what language, and which page. */
export function App() {
  const signedIn = useSignedIn();
  const [chosen, choose] = useState(() => localStorage.getItem(LANGUAGE) as Language | null);
  const language = chosen ?? signedIn.data?.language ?? 'vi';
  askIn(language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = (next: Language) => {
    localStorage.setItem(LANGUAGE, next);
    choose(next);
    if (signedIn.data) void ask('session', 'change', { body: { language: next } });
  };
  return (
    <InLanguage language={language}>
      <I18nProvider locale={language === 'vi' ? 'vi-VN' : 'en-GB'}>
        {signedIn.isPending ? null : signedIn.data ? (
          <Inside answer={signedIn.data} speak={speak} />
        ) : signedIn.error ? (
          <main>
            <Trouble refusal={signedIn.error} />
          </main>
        ) : (
          <SignIn speak={speak} />
        )}
      </I18nProvider>
    </InLanguage>
  );
}

function Inside({ answer, speak }: { answer: SessionAnswer; speak(language: Language): void }) {
  useLive(true);
  return (
    <InSession answer={answer}>
      <Shell>
        <Suspense fallback={<GreyRows rows={10} />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/inbox" component={InboxPage} />
            <Route path="/plans" component={Plans} />
            <Route path="/plans/:plan/units/:unit/items/:item/:period" component={DutyPage} />
            <Route path="/late" component={LatePage} />
            <Route path="/issue" component={IssuePage} />
            <Route path="/readings" component={HandInPage} />
            <Route path="/readings/:reading" component={ReadingPage} />
            <Route path="/targets" component={TargetsPage} />
            <Route path="/calendar" component={CalendarPage} />
            <Route path="/overview" component={Overview} />
            <Route path="/inspection" component={Inspection} />
            <Route path="/units/:unit" component={UnitPage} />
            <Route path="/operations" component={Operations} />
            <Route path="/administration/:tab?/:key?" component={Administration} />
            <Route path="/delegations" component={Delegations} />
            <Route path="/reports" component={Reports} />
            <Route path="/plans/:plan/:tab?" component={PlanPage} />
            <Route path="/receipts/:command" component={ReceiptPage} />
            <Route path="/me">
              <Me speak={speak} />
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Shell>
    </InSession>
  );
}

/** Where one begins: the first place of one's roles. */
function Home() {
  const session = useSession();
  return <Redirect to={session.lacks === undefined ? (placesOf(session)[0]?.to ?? '/me') : '/me'} replace />;
}
