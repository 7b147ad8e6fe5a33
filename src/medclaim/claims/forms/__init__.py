"""Paper forms: the CMS-1500 (:mod:`medclaim.claims.forms.cms1500`)."""
