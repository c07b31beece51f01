-- When is a count significant?
-- Defined only here. An area is HOT when it has more cases than its inhabitants explain: the cases of all areas shown,
-- distributed by inhabitants, are the expected number, and the probability of so many or more is the exact upper tail
-- of the Poisson distribution. Where the number of inhabitants is unknown, the area's own previous twelve periods (as
-- many as there are records for) give the expected number. An area is RISING when it has more cases than in the
-- previous period of the same length: given the sum of both, each case would fall into either period with probability
-- one half; exact upper tail of the binomial distribution.
-- With many areas some are extreme by chance, so the probabilities are adjusted together by the method of Benjamini and
-- Hochberg: of the areas called hot at most 5 % are false on average. And a difference must be large enough to matter:
-- at least five cases, and at least 1.2 times the expected number.

-- ln n!, by Stirling's series; accurate to the last digits.
create function app.ln_factorial(n bigint) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  v_sum double precision := 0;
  x double precision := n + 1;
begin
  -- The series is accurate only for large arguments; smaller ones are shifted up.
  while x < 16 loop
    v_sum := v_sum - ln(x);
    x := x + 1;
  end loop;
  return v_sum + (x - 0.5) * ln(x) - x + 0.918938533204672742
    + (1 / 12.0::double precision - (1 / 360.0::double precision - (1 / 1260.0::double precision - 1 / 1680.0::double precision / (x * x)) / (x * x)) / (x * x)) / x;
end $$;

-- exp returns zero instead of an underflow error.
create function app.safe_exp(x double precision) returns double precision
language sql immutable strict set search_path = '' as $$ select case when x < -700 then 0 else exp(x) end $$;

-- P(X >= n) for X Poisson with the mean p_mean. Terms are added from the one nearest the mean outwards, until they
-- change nothing.
create function app.poisson_tail(n bigint, p_mean double precision) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  k bigint := n;
  v_term double precision;
  v_sum double precision;
begin
  if n <= 0 then return 1; end if;
  if p_mean <= 0 then return 0; end if;
  if n > p_mean then
    v_term := app.safe_exp(n * ln(p_mean) - p_mean - app.ln_factorial(n));
    v_sum := v_term;
    while v_term > v_sum * 1e-17 loop
      k := k + 1;
      v_term := v_term * p_mean / k;
      v_sum := v_sum + v_term;
    end loop;
    return least(v_sum, 1);
  end if;
  -- The lower tail has fewer terms.
  k := n - 1;
  v_term := app.safe_exp(k * ln(p_mean) - p_mean - app.ln_factorial(k));
  v_sum := v_term;
  while k > 0 and v_term > v_sum * 1e-17 loop
    v_term := v_term * k / p_mean;
    k := k - 1;
    v_sum := v_sum + v_term;
  end loop;
  return greatest(1 - v_sum, 0);
end $$;
comment on function app.poisson_tail is 'Exact probability of n or more events where p_mean are expected.';

-- P(X >= n) for X binomial with p_all trials and chance one half.
create function app.binomial_tail_half(n bigint, p_all bigint) returns double precision
language plpgsql immutable strict set search_path = '' as $$
declare
  k bigint := n;
  v_term double precision;
  v_sum double precision;
begin
  if n <= 0 then return 1; end if;
  if n > p_all then return 0; end if;
  if 2 * n > p_all then
    v_term := app.safe_exp(app.ln_factorial(p_all) - app.ln_factorial(n) - app.ln_factorial(p_all - n) - p_all * 0.693147180559945309);
    v_sum := v_term;
    while k < p_all and v_term > v_sum * 1e-17 loop
      v_term := v_term * (p_all - k) / (k + 1);
      k := k + 1;
      v_sum := v_sum + v_term;
    end loop;
    return least(v_sum, 1);
  end if;
  -- P(X >= n) = 1 - P(X >= p_all - n + 1), by symmetry.
  return greatest(1 - app.binomial_tail_half(p_all - n + 1, p_all), 0);
end $$;
comment on function app.binomial_tail_half is 'Exact probability of n or more heads in p_all throws of a fair coin.';

-- Whether a count is significant, given its probability adjusted for all areas.
create function app.is_remarkable(n bigint, p_expected double precision, p_adjusted double precision) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_adjusted <= 0.05 and n >= 5 and n >= 1.2 * p_expected, false)
$$;
