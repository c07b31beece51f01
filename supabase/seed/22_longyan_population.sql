-- Residents (常住人口) at the end of 2023: 龙岩市2023年国民经济和社会发展统计公报.
update app.regions r set population = told.population, population_year = 2023
from (values ('3508', 2693000), ('350802', 858000), ('350803', 311000), ('350821', 393000), ('350823', 368000),
  ('350824', 270000), ('350825', 245000), ('350881', 248000)) as told (code, population)
where r.code = told.code and r.population is null;
