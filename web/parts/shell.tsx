import { type ReactNode, useEffect, useRef } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import type { WordKey } from '../../i18n/vi.js';
import { useRead } from '../api/read.js';
import { useSession, type Session } from '../session/session.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { Glyph, type GlyphName } from './glyph.js';
import { KeyList } from './key-list.js';
import { useKeys } from './keys.js';
import { LoadingBar } from './states.js';

interface Place {
  to: string;
  word: WordKey;
  glyph: GlyphName;
}

const WORK: Place[] = [
  { to: '/inbox', word: 'web.nav.inbox', glyph: 'tick' },
  { to: '/plans', word: 'web.nav.plans', glyph: 'page' },
  { to: '/late', word: 'web.nav.late', glyph: 'cross' },
  { to: '/targets', word: 'web.nav.targets', glyph: 'flag' },
  { to: '/reports', word: 'web.nav.reports', glyph: 'up' },
  { to: '/calendar', word: 'web.nav.calendar', glyph: 'clock' },
];

const OVERVIEW: Place = { to: '/overview', word: 'web.nav.overview', glyph: 'flag' };
const INSPECTION: Place = { to: '/inspection', word: 'web.nav.inspection', glyph: 'search' };
const OPERATIONS: Place = { to: '/operations', word: 'web.nav.operations', glyph: 'cycle' };
const ADMINISTRATION: Place = { to: '/administration', word: 'web.nav.administration', glyph: 'person' };

/** Where one may go, the place one begins first. */
export function placesOf(session: Session): Place[] {
  return [
    ...(session.has('leader') ? [OVERVIEW] : []),
    ...(session.has('inspector') ? [INSPECTION] : []),
    ...(session.has('issuer', 'clerk', 'approver', 'leader', 'inspector') ? WORK : []),
    ...(session.has('administrator') ? [ADMINISTRATION] : []),
    ...(session.has('operator', 'administrator') ? [OPERATIONS] : []),
  ];
}

/** The frame of every page: one bar at the top, the page beneath; on a phone four places at the bottom. */
export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  const { say } = useWords();
  const [location] = useLocation();
  const places = placesOf(session);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location]);
  useKeys();
  const onPhone =
    places.length > 4 ? places.filter(({ to }) => ['/inbox', '/plans', '/reports', '/overview'].includes(to)).slice(-3) : places;
  const isDuty = location.includes('/items/');
  const isHere = (to: string) => (isDuty ? to === '/reports' : location === to || location.startsWith(`${to}/`));
  return (
    <>
      <a className="skip" href="#main">
        {say('web.skip')}
      </a>
      <LoadingBar />
      <header className="top">
        <Link to="/" className="mark">
          <img src="/mark.svg" alt="" />
          <span>Dondoc</span>
        </Link>
        <nav aria-label={say('web.nav')}>
          {places.map(({ to, word }) => (
            <Link key={to} to={to} aria-current={isHere(to) ? 'page' : undefined}>
              {say(word)}
              {to === '/inbox' && <InboxCount />}
            </Link>
          ))}
        </nav>
        <div className="end">
          <Search />
          <Today />
          <Who session={session} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <nav className="phone-nav" aria-label={say('web.nav')}>
        {onPhone.map(({ to, word, glyph }) => (
          <Link key={to} to={to} aria-current={isHere(to) ? 'page' : undefined}>
            <Glyph name={glyph} size={20} />
            {say(word)}
          </Link>
        ))}
        {onPhone.length < places.length && <More places={places.filter((place) => !onPhone.includes(place))} />}
      </nav>
      <KeyList />
    </>
  );
}

function InboxCount() {
  const { body } = useSession();
  const inbox = useRead('inbox', 'get', { query: { unit: body.id } }).data;
  if (!inbox) return null;
  const { today: due, returned, soon, toReview, urged } = inbox;
  const all = new Set(
    [due, returned, soon, toReview, urged].flat().map(({ plan, unit, item, period }) => `${plan}|${unit.id}|${item}|${period}`),
  );
  return <span className="count">{all.size}</span>;
}

function Search() {
  const { say } = useWords();
  const [, go] = useLocation();
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('q') as string;
        go(`/plans?q=${encodeURIComponent(text.trim())}`);
      }}
    >
      <Glyph name="search" />
      <input name="q" id="search" type="text" aria-label={say('web.search')} placeholder={say('web.search')} autoComplete="off" />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function Today() {
  const { day, weekday, capital } = useWords();
  const now = today();
  return (
    <span className="today">
      {capital(weekday(now))}, {day(now)}
    </span>
  );
}

function Who({ session }: { session: Session }) {
  const { say } = useWords();
  const [, go] = useLocation();
  const initials = session.name
    .split(' ')
    .map((part) => part[0])
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('');
  return (
    <MenuTrigger>
      <Button className="who">
        <span className="initials" aria-hidden="true">
          {initials}
        </span>
        <span>
          <b>{session.name}</b>
          <small>
            {session.body.name} <span aria-hidden="true">▾</span>
          </small>
          <span className="hidden-words">{say('web.who')}</span>
        </span>
      </Button>
      <Popover placement="bottom end">
        <Menu
          className="list-box"
          onAction={(key) => {
            if (key === 'leave') void session.leave();
            else go('/me');
          }}
        >
          <MenuItem id="me">{say('web.me')}</MenuItem>
          <MenuItem id="leave">{say('web.leave')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function More({ places }: { places: Place[] }) {
  const { say } = useWords();
  const [, go] = useLocation();
  return (
    <MenuTrigger>
      <Button>
        <Glyph name="more" size={20} />
        {say('web.more')}
      </Button>
      <Popover>
        <Menu className="list-box" items={places} onAction={(key) => go(String(key))}>
          {({ to, word }) => <MenuItem id={to}>{say(word)}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
