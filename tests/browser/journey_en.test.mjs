import { testJourney } from './journey_stages.mjs';

testJourney('in English without JavaScript', { language: 'en', javaScript: false });
