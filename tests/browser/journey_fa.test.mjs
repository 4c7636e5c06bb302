import { testJourney } from './journey_stages.mjs';

testJourney('in Persian', { language: 'fa' });
