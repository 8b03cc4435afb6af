import datetime as d, statistics, uuid, decimal, fractions, calendar, time
x = d.datetime(2024, 2, 29, 13, 5, 7, 123456)
print(x, repr(x), x + d.timedelta(days=365, hours=1), x.isoformat(), x.strftime("%Y-%m-%d %H:%M:%S %j %A %B"), x.weekday(), x.date(), x.time())
print(d.date.fromisoformat("2024-03-01") - d.date(2024, 1, 1), d.timedelta(seconds=3661.5), d.datetime.strptime("01/02/2023", "%d/%m/%Y"), d.datetime.fromtimestamp(0, d.timezone.utc), d.timezone(d.timedelta(hours=3)))
print(statistics.mean([1,2,3,4]), statistics.median([1,3,2]), statistics.stdev([1,2,3,4]), statistics.mode("aab"), statistics.pvariance([1,2]), statistics.quantiles([1,2,3,4,5]), statistics.fmean([1.5,2]), statistics.NormalDist(0,1).cdf(1))
print(uuid.UUID(int=5), uuid.uuid5(uuid.NAMESPACE_DNS, "a.b"), len(str(uuid.uuid4())))
print(decimal.Decimal("0.1") + decimal.Decimal("0.2"), fractions.Fraction(1, 3) + fractions.Fraction("1/6"), decimal.Decimal(1) / 7)
print(calendar.month(2024, 2), time.strftime("%Y", time.gmtime(0)))
