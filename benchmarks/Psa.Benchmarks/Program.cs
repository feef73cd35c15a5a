using Psa.Benchmarks;
using Psa.Benchmarks.Micro;
using Psa.Benchmarks.Reprice;

return args switch
{
    ["age"] => await AgeCommand.RunAsync(),
    ["list", .. var rest] => await ListCommand.RunAsync(rest),
    ["stock", .. var rest] => await StockCommand.RunAsync(rest),
    ["charge"] => ChargeCommand.Run(),
    ["reads", .. var rest] => await ReadsCommand.RunAsync(rest),
    ["run", .. var rest] => await RunCommand.RunAsync(rest),
    ["--quick"] => await QuickCommand.RunAsync(),
    ["issue", .. var rest] => await RunCommand.RunAsync(rest),
    ["preview", .. var rest] => await PreviewCommand.RunAsync(rest),
    ["workers", .. var rest] => await WorkersCommand.RunAsync(rest),
    ["growth", .. var rest] => await GrowthCommand.RunAsync(rest),
    ["reprice", .. var rest] => await RepriceCommand.RunAsync(rest),
    [RepriceChild.Seed, var database, var drafts] => await RepriceChild.SeedAsync(database, int.Parse(drafts, CultureInfo.InvariantCulture)),
    [RepriceChild.Change, var database] => await RepriceChild.ChangeAsync(database),
    [RepriceChild.Look, var database] => await RepriceChild.LookAsync(database),
    [RepriceChild.Resume, var database] => await RepriceChild.ResumeAsync(database),
    [Child.Seed, var database, .. var rest] => await Child.SeedAsync(database, rest),
    [Child.Bill, var database, .. var rest] => await Child.BillAsync(database, rest),
    _ => MicroCommand.Run(args),
};
