using Psa.Benchmarks;
using Psa.Benchmarks.Micro;

return args switch
{
    ["age"] => await AgeCommand.RunAsync(),
    ["charge"] => ChargeCommand.Run(),
    ["reads", .. var rest] => await ReadsCommand.RunAsync(rest),
    ["run", .. var rest] => await RunCommand.RunAsync(rest),
    ["--quick"] => await QuickCommand.RunAsync(),
    ["issue", .. var rest] => await RunCommand.RunAsync(rest),
    ["preview", .. var rest] => await PreviewCommand.RunAsync(rest),
    ["workers", .. var rest] => await WorkersCommand.RunAsync(rest),
    ["growth", .. var rest] => await GrowthCommand.RunAsync(rest),
    [Child.Seed, var database, .. var rest] => await Child.SeedAsync(database, rest),
    [Child.Bill, var database, .. var rest] => await Child.BillAsync(database, rest),
    _ => MicroCommand.Run(args),
};
