import fc from 'fast-check';

// Properties run the same cases each time; a failure prints its seed and path anyway.
fc.configureGlobal({ seed: 20_261_122 });
